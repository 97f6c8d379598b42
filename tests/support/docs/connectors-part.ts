import { aspects, type ConnectorSuite } from '../connector-suite.ts';
import { connectorSuites } from '../connector-suites.ts';
import { table } from './markdown.ts';

/** The table of helpdesks: what each connector's cells say, and each cell is a test. */
export function connectorsPart(
  suites: Readonly<Record<string, Pick<ConnectorSuite, 'cells'>>> = connectorSuites,
): string {
  return table(
    ['helpdesk', ...aspects],
    Object.entries(suites).map(([name, { cells }]) => [
      `[${name}](connectors/${name}/README.md)`,
      ...aspects.map((aspect) => cells[aspect].says),
    ]),
  );
}
