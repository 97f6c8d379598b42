import { describe, expect, it } from 'vitest';
import { resolveTemplate } from '../../../../../infra/local/resources.ts';
import { terminologiesOf } from '../../../../../infra/local/stack/terminologies.ts';
import { parseTemplate } from '../../../../../infra/local/template.ts';

const place = {
  region: 'eu-central-1',
  accountId: '000000000000',
  stackName: 'dragoman-local',
  endpointUrl: 'http://127.0.0.1:1',
  apiUrl: 'http://127.0.0.1:2',
};

function terminologies(data: object, properties: object = {}) {
  const TerminologyData = { Format: 'CSV', Directionality: 'MULTI', ...data };
  const template = parseTemplate({
    Resources: {
      Shop: {
        Type: 'AWS::Translate::Terminology',
        Properties: { Name: 'dragoman-local-shop-1', TerminologyData, ...properties },
      },
    },
  });
  return terminologiesOf(resolveTemplate(template, place));
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const File = base64('en,de\nbox,"Kiste, groß"\n\ncredit,\n');

describe('The terminologies of a template', () => {
  it('are read from their files, by name', () => {
    expect([...terminologies({ File })]).toEqual([
      [
        'dragoman-local-shop-1',
        {
          arn: 'arn:aws:translate:eu-central-1:000000000000:terminology/dragoman-local-shop-1/LATEST',
          languages: ['en', 'de'],
          terms: [
            ['box', 'Kiste, groß'],
            ['credit', ''],
          ],
        },
      ],
    ]);
  });

  it.each([
    ['a format that is not run here', { File, Format: 'TMX' }, {}, 'Format'],
    ['one direction only', { File, Directionality: 'UNI' }, {}, 'Directionality'],
    ['a file that is not in base64', { File: 'en,de' }, {}, 'File'],
    ['a file that is no CSV', { File: base64('en,de\nbox,"Kiste') }, {}, 'expected CSV'],
    ['a line with a column too few', { File: base64('en,de\nbox') }, {}, 'expected CSV'],
    ['a name that Translate does not take', { File }, { Name: 'shop__1' }, 'Name'],
    ['a property that would do nothing', { File }, { Colour: 'red' }, 'Colour'],
  ])('are refused with %s', (_, data, properties, problem) => {
    expect(() => terminologies(data, properties)).toThrow(problem);
    expect(() => terminologies(data, properties)).toThrow(/^Shop: /);
  });
});
