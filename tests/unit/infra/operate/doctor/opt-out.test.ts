import { expect, test } from 'vitest';
import { judgeOptOut } from '../../../../../infra/operate/doctor/opt-out.ts';

const content = (services: Record<string, unknown>) => ({
  kind: 'policy' as const,
  content: JSON.stringify({ services }),
});
const out = { opt_out_policy: 'optOut' };
const stays = { opt_out_policy: 'optIn' };

test.each([
  { what: 'of everything', services: { default: out } },
  { what: 'of each by its name', services: { translate: out, comprehend: out, lex: out } },
  { what: 'in the form of a policy', services: { default: { opt_out_policy: { '@@assign': 'optOut' } } } },
])('an account that has opted out $what is well', ({ services }) => {
  expect(judgeOptOut(content(services))).toMatchObject([{ severity: 'ok' }]);
});

test.each([
  { what: 'no policy at all', found: { kind: 'none' as const }, left: 'translate, comprehend, lex' },
  { what: 'one service left in', found: content({ default: out, comprehend: stays }), left: 'comprehend' },
  { what: 'other services only', found: content({ polly: out }), left: 'translate, comprehend, lex' },
  {
    what: 'what cannot be read',
    found: { kind: 'policy' as const, content: '<?>' },
    left: 'translate, comprehend, lex',
  },
])('$what is a note that names $left', ({ found, left }) => {
  expect(judgeOptOut(found)).toMatchObject([
    { severity: 'note', what: `No AI services opt-out policy covers ${left} in this account.` },
  ]);
});
