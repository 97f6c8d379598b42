import type { Selection } from './select.ts';

export type RedriveOptions = Readonly<{
  selection: Selection;
  all: boolean;
  yes: boolean;
  dryRun: boolean;
  json: boolean;
  showText: boolean;
  discard: boolean;
}>;
