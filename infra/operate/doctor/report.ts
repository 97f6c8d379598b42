import type { Finding, Severity } from '../../../connectors/set-up.ts';
import { countsOf, exitCodeOf, type Report, type Section, severities } from './findings.ts';

/** By their names in `styleText` of `node:util`. */
export type Colour = 'bold' | 'cyan' | 'green' | 'red' | 'yellow';

export type ReportStyle = Readonly<{
  /** Whether what is well is listed, too, and not only counted. */
  verbose: boolean;
  /** Colours a text, or leaves it as it is where nobody sees colours. */
  paint(colour: Colour, text: string): string;
}>;

const looks: Readonly<Record<Severity, Readonly<{ sign: string; colour: Colour }>>> = {
  ok: { sign: '✓', colour: 'green' },
  note: { sign: '·', colour: 'cyan' },
  warning: { sign: '!', colour: 'yellow' },
  error: { sign: '✗', colour: 'red' },
};

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The report for people: by place, each finding in a line, below it what it means and what mends it; at last a summary. */
export function printReport(report: Report, style: ReportStyle): string {
  const sections = report.sections.filter(({ findings }) => findings.length > 0);
  return [...sections.map((section) => printSection(section, style)), summaryOf(report)].join('\n\n');
}

function printSection({ place, findings }: Section, style: ReportStyle): string {
  const well = countsOf(findings).ok;
  const isListed = ({ severity }: Finding) => style.verbose || severity !== 'ok';
  const count = style.verbose || well === 0 ? '' : `  ${style.paint('green', `✓ ${well} ok`)}`;
  const listed = findings.filter(isListed).map((finding) => printFinding(finding, style));
  return [`${style.paint('bold', place)}${count}`, ...listed].join('\n');
}

/** Below the words, so that signs stand in a column of their own. */
const indent = ' '.repeat(12);

function printFinding({ severity, what, meaning, mend }: Finding, { paint }: ReportStyle): string {
  const { sign, colour } = looks[severity];
  const lines = [
    `  ${paint(colour, `${sign} ${severity.padEnd(7)}`)} ${what}`,
    ...(meaning === null ? [] : [`${indent}${meaning}`]),
    ...(mend === null ? [] : [`${indent}→ ${mend}`]),
  ];
  return lines.join('\n');
}

function summaryOf(report: Report): string {
  const { ok, note, warning, error } = countsOf(report.sections.flatMap(({ findings }) => findings));
  const counts = [
    `${ok} ok`,
    counted(note, 'note'),
    counted(warning, 'warning'),
    counted(error, 'error'),
  ].join(', ');
  const blind = report.couldLook ? '' : ' AWS could not be asked, so most was not looked at.';
  return `Stage ${report.stage}: ${counts}.${blind}`;
}

/** The same for programs; `exitCode` is the command's. */
export function jsonReport(report: Report): string {
  const { stage, couldLook, sections } = report;
  const findings = sections.flatMap(({ place, findings: here }) => here.map((one) => ({ place, ...one })));
  const worst = severities.findLast((severity) => findings.some((one) => one.severity === severity)) ?? 'ok';
  return JSON.stringify({ stage, exitCode: exitCodeOf(report), couldLook, worst, findings }, null, 2);
}
