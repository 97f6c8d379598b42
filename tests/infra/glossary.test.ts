import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { maxGlossariesBytes } from '../../infra/glossaries.ts';
import { parseSettings } from '../../infra/settings.ts';
import { Synthesised, settingsInput } from '../support/synthesised.ts';

const folder = mkdtempSync(join(tmpdir(), 'dragoman-glossaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function aStack(csv: string, options: { customerKey?: boolean } = {}): Synthesised {
  writeFileSync(join(folder, 'shop.csv'), csv);
  const [first, second] = settingsInput.accounts;
  const accounts = [{ ...first, glossary: 'shop' }, second];
  const settings = parseSettings('settings/test.json', {
    ...settingsInput,
    region: 'eu-central-1',
    accounts,
  });
  const stack = new Synthesised(settings, { ...options, glossariesFolder: folder });
  stack.dispose();
  return stack;
}

describe('a glossary', () => {
  it('becomes a terminology that works in every direction, with the file as it is', () => {
    const [[, terminology]] = aStack('en,de\nbox,Kiste\n').all('Translate::Terminology') as [[string, any]];

    expect(terminology).toEqual({
      Name: 'dragoman-test-shop-fdda0a4c97',
      Description: 'settings/glossaries/shop.csv of Dragoman (test)',
      MergeStrategy: 'OVERWRITE',
      TerminologyData: { Directionality: 'MULTI', Format: 'CSV', File: 'ZW4sZGUKYm94LEtpc3RlCg==' },
    });
  });

  it('is there before the function that asks for it by name, and is replaced when its content changes', () => {
    // Prepare
    const before = aStack('en,de\nbox,Kiste\n');
    const after = aStack('en,de\nbox,Karton\n');
    const [[id]] = before.all('Translate::Terminology') as [[string, any]];
    const enrich = Object.values(before.template.Resources).find(
      ({ Properties }) => Properties?.FunctionName === 'dragoman-test-enrich',
    );
    // Assess
    expect((enrich as any).DependsOn).toContain(id);
    expect(JSON.parse(enrich!.Properties.Environment.Variables.GLOSSARIES)).toEqual({
      shop: { terminology: 'dragoman-test-shop-fdda0a4c97', languages: ['en', 'de'] },
    });
    expect(after.all('Translate::Terminology').map(([, { Name }]) => Name)).not.toContain(
      'dragoman-test-shop-fdda0a4c97',
    );
  });

  it('is encrypted with the customer’s key where there is one', () => {
    const stack = aStack('en,de\nbox,Kiste\n', { customerKey: true });

    const [[, { EncryptionKey }]] = stack.all('Translate::Terminology') as [[string, any]];
    const [[keyId]] = stack.all('KMS::Key') as [[string, any]];
    expect(EncryptionKey).toEqual({ Type: 'KMS', Id: { 'Fn::GetAtt': [keyId, 'Arn'] } });
  });

  it('of the largest size that is allowed leaves the template within CloudFormation’s 1 MB', () => {
    // Prepare
    const line = (index: number) => `term ${index},${'x'.repeat(150)}${index}\n`;
    let csv = 'en,de\n';
    for (let index = 0; csv.length + 200 < maxGlossariesBytes; index += 1) csv += line(index);
    // Act
    const { templateBytes } = aStack(csv, { customerKey: true });
    // Assess
    expect(csv.length).toBeGreaterThan(520_000);
    expect(templateBytes).toBeLessThan(820_000);
  });
});
