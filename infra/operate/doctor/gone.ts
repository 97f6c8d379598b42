/** What mends that something of the stack was deleted beside it. */
export const makeAgain = (stage: string): string =>
  `Make it again by hand as the template has it (npm run synth -- --stage ${stage}): a deployment does not see that it is gone.`;
