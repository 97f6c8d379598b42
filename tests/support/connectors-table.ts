import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aspects, type ConnectorSuite } from './connector-suite.ts';
import { connectorSuites } from './connector-suites.ts';

const readmePath = join(import.meta.dirname, '../../README.md');
const tableInReadme = /(<!-- connectors:begin[^>]*-->\n)[\s\S]*?(<!-- connectors:end -->)/;

const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** A README text with its table of helpdesks made anew: what each connector's cells say, and each cell is a test. */
export function withConnectorTable(
  readme: string,
  suites: Readonly<Record<string, Pick<ConnectorSuite, 'cells'>>> = connectorSuites,
): string {
  const rows = Object.entries(suites).map(([name, { cells }]) =>
    row([`[${name}](connectors/${name}/README.md)`, ...aspects.map((aspect) => cells[aspect].says)]),
  );
  const header = [row(['helpdesk', ...aspects]), row(['---', ...aspects.map(() => '---')])];
  const table = [...header, ...rows, ''].join('\n');
  return readme.replace(tableInReadme, (_all, begin: string, end: string) => `${begin}${table}${end}`);
}

/** The README as it lies on disk. */
export function readmeOnDisk(): string {
  return readFileSync(readmePath, 'utf8');
}

if (import.meta.main) writeFileSync(readmePath, withConnectorTable(readmeOnDisk()));
