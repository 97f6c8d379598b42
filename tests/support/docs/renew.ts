import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles, schemaFolder } from './generated-files.ts';
import { projectRoot } from './pages.ts';

/* `npm run docs`: writes what is made from the code, and takes away schemas of events that are no more. */
const files = generatedFiles();
for (const name of readdirSync(join(projectRoot, schemaFolder))) {
  if (!files.has(`${schemaFolder}/${name}`)) rmSync(join(projectRoot, schemaFolder, name));
}
for (const [path, text] of files) writeFileSync(join(projectRoot, path), text);
