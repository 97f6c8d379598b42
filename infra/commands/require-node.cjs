// Loaded before anything else (`node --require`): plain JavaScript, so that an old Node can read it and say what is wrong.
const neededMajor = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < neededMajor) {
  process.stderr.write(
    `Dragoman needs Node ${neededMajor} or newer; this is ${process.version}. ` +
      `"npm ci" brings its own Node ${neededMajor} on most platforms: run it, and start through npm ("npm run demo"). ` +
      'Where that is not possible, install Node from https://nodejs.org.\n',
  );
  process.exit(1);
}
