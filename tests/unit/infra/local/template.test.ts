import { expect, test } from 'vitest';
import { parseTemplate, TemplateError } from '../../../../infra/local/template.ts';

const queue = { Type: 'AWS::SQS::Queue', Properties: {} };

test("the CDK's own bootstrap parameter and rule are passed over", () => {
  // Act
  const template = parseTemplate({
    Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/x' } },
    Rules: { CheckBootstrapVersion: { Assertions: [] } },
    Resources: { Queue: queue },
  });
  // Assess
  expect(Object.keys(template.Resources)).toEqual(['Queue']);
});

test.each([
  { what: 'a section of conditions', template: { Conditions: { IsProd: {} } }, names: ['Conditions'] },
  {
    what: 'a condition on a resource',
    template: { Resources: { Queue: { ...queue, Condition: 'IsProd' } } },
    names: ['Resources.Queue', 'Condition'],
  },
  { what: 'a parameter of its own', template: { Parameters: { Stage: {} } }, names: ['Parameters', 'Stage'] },
  { what: 'a rule of its own', template: { Rules: { Mine: {} } }, names: ['Rules', 'Mine'] },
  { what: 'a macro', template: { Transform: 'AWS::Serverless-2016-10-31' }, names: ['Transform'] },
  { what: 'a mapping', template: { Mappings: {} }, names: ['Mappings'] },
  {
    what: 'a creation policy',
    template: { Resources: { Queue: { ...queue, CreationPolicy: {} } } },
    names: ['Resources.Queue', 'CreationPolicy'],
  },
])('$what is refused by its name', ({ template, names }) => {
  // Act
  const parse = () => parseTemplate({ Resources: { Queue: queue }, ...template });
  // Assess
  expect(parse).toThrow(TemplateError);
  for (const name of names) expect(parse).toThrow(name);
});
