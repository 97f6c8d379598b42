import type { OwnSide, Step } from '../../set-up.ts';
import type { Wanted } from './questions.ts';

const inPerl = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Lines for RT_SiteConfig. `secret`: the signing secret, or what stands for it where it must not be shown. */
export function siteConfig(wanted: Wanted, webhookUrl: string, secret: string): string {
  const { queues, runtimeUser } = wanted;
  return [
    `Set($DragomanUrl, ${inPerl(webhookUrl)});`,
    `Set($DragomanSecret, ${inPerl(secret)});`,
    ...(queues.length === 0 ? [] : [`Set($DragomanQueues, ${inPerl(queues.join(', '))});`]),
    ...(runtimeUser === 'dragoman' ? [] : [`Set($DragomanUser, ${inPerl(runtimeUser)});`]),
    '',
  ].join('\n');
}

/** What a person does on RT's machine: no API takes configuration, scrips or html. */
export function setUpSteps(wanted: Wanted, own: OwnSide): readonly Step[] {
  if (own.webhookUrl === null) return [];
  const secretId = `dragoman/${own.stage}/request-tracker/${wanted.account}/webhook`;
  const config =
    wanted.configFile === null
      ? `${siteConfig(wanted, own.webhookUrl, '<the secret>')}The secret: aws secretsmanager get-secret-value --secret-id ${secretId} --query SecretString --output text\n(--config-file writes these lines with it into a file.)`
      : `They will be in ${wanted.configFile}: copy it to RT's machine as /etc/request-tracker5/RT_SiteConfig.d/90-dragoman.pm and delete it here.`;
  return [
    { title: 'Lines for RT_SiteConfig', instructions: config },
    {
      title: 'Insert the set-up and copy html, as the user that RT runs as',
      instructions:
        'rt-setup-database-5 --action insert --datafile /path/to/dragoman.initialdata\n' +
        'cp -r setup/html/. /usr/local/share/request-tracker5/html/, empty mason_data/obj, restart RT\n' +
        '(connectors/request-tracker/README.md has the paths for other installations).',
    },
    {
      title: `A token for "${wanted.runtimeUser}"`,
      instructions:
        'Admin → Users → Auth Tokens. Then once more, with the token in RT_TOKEN: ' +
        `npm run connect -- request-tracker --stage ${own.stage}`,
    },
    {
      title: 'No mails for our comments',
      instructions:
        "Give RT's scrips that mail AdminCcs of comments the condition in the README, step 7, " +
        'or show translations in a field.',
    },
  ];
}

/** What a person takes away again. */
export const removalSteps: readonly Step[] = [
  {
    title: 'Take away on RT’s machine what no API takes away',
    instructions:
      'Disable the two scrips "Dragoman: tell of …" and the custom fields "Dragoman …" (Admin → Global), disable the user and ' +
      'delete its tokens and the group Dragoman; take the lines out of RT_SiteConfig and the files out of the local html. ' +
      'The notes stay.',
  },
];
