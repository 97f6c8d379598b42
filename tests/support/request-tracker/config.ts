/** `$rtname`: the account. */
export const rtName = 'example.com';
export const signingSecret = 'made-up-signing-secret';

export type ConfigOptions = Readonly<{
  /** Where the scrips post to. */
  hookUrl: string;
  /** `$DragomanQueues`; left out = all. */
  queues?: string;
  /** `$DragomanSecret`; left out = `signingSecret`. */
  secret?: string;
}>;

/**
 * Perl of `RT_SiteConfig.pm`; all that RT writes stays in the folder, its mails too. `$BcryptCost` must stand before a
 * token is made, or each call takes 200 ms.
 */
export const siteConfig = (
  folder: string,
  port: number,
  { hookUrl, queues, secret = signingSecret }: ConfigOptions,
) => `
use utf8;
Set($rtname, '${rtName}'); Set($Organization, '${rtName}'); Set($Timezone, 'UTC');
Set($WebDomain, '127.0.0.1'); Set($WebPort, ${port}); Set($WebPath, ''); Set($WebBaseURL, 'http://127.0.0.1:${port}');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '${folder}/rt.db'); Set($DatabaseUser, ''); Set($DatabasePassword, '');
Set($BcryptCost, 5);
Set($LogToSyslog, undef); Set($LogToFile, undef); Set($LogToSTDERR, 'warning');
Set($DragomanUrl, '${hookUrl}'); Set($DragomanSecret, '${secret}');
${queues === undefined ? '' : `Set($DragomanQueues, '${queues}');`}
Set($MailCommand, sub {
  my ($mail) = @_;
  require JSON;
  my %of = map { my $line = $mail->head->get($_) // ''; chomp $line; (lc $_ => $line) } qw(To Cc Bcc Subject);
  open(my $file, '>>', '${folder}/mails.jsonl') or return 0;
  print $file JSON->new->utf8->canonical->encode({ %of, raw => $mail->stringify }), "\\n";
  close $file;
  return 1;
});
$RT::MasonDataDir = '${folder}/mason'; $RT::MasonSessionDir = '${folder}/sessions';
$RT::MasonLocalComponentRoot = '${folder}/html';
1;
`;
