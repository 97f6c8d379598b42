// Run by a test as a process of its own: starts a stack from the assets folder given, uses it, stops it.
import { smallTemplate, startSmallStack } from './small-stack.ts';

const [, , assetsFolder = ''] = process.argv;
const stack = await startSmallStack({ template: smallTemplate(), assetsFolder });
const { status } = await fetch(`${stack.apiUrl}/hooks/x`, { method: 'POST', body: '{}' });
await stack.stop();
process.stdout.write(`${status}, stopped`);
