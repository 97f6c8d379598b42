import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Authorizer } from '../iam.ts';
import type { Journal } from '../journal.ts';
import type { Place } from '../resources.ts';

/** What all parts of one stack share. */
export type Surroundings = Readonly<{
  place: Place;
  assetsFolder: string;
  authorizer: Authorizer;
  faults: Faults;
  journal: Journal;
  clock: Clock;
  /** Waiting passes this many times faster. */
  timeScale: number;
  newId: () => string;
}>;
