import { createDeps } from './deps.ts';
import { watch } from './watch.ts';

const deps = createDeps(process.env);

export const handler = (): Promise<void> => watch(deps);
