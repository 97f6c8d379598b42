/** What a Request Tracker of our own is made from, before the product's set-up is inserted. */

/** `$rtname`: the account. */
export const rtName = 'example.com';
export const signingSecret = 'made-up-signing-secret';

export const webPassword = 'made-up-password-1';

/** Queues, agents and their rights, as an admin would have them before Dragoman comes. */
export const seed = `
our (@Queues, @Users, @Groups, @CustomFields, @ACL, @Final);
@Queues = ({ Name => 'Support', Description => 'helpdesk', CorrespondAddress => 'support@example.com',
             CommentAddress => 'support-comment@example.com' },
           { Name => 'Billing', CorrespondAddress => 'billing@example.com' });
@Users = (
  { Name => 'marta', EmailAddress => 'marta@example.com', RealName => 'Marta Agent', Privileged => 1,
    Password => '${webPassword}', Signature => 'Marta, Support' },
  { Name => 'nora', EmailAddress => 'nora@example.com', RealName => 'Nora Notes', Privileged => 1 },
  { Name => 'gone', EmailAddress => 'gone@example.com', RealName => 'Gwen Gone', Privileged => 1 },
);
@CustomFields = ({ Name => 'Translation', Type => 'TextSingle', LookupType => 'RT::Queue-RT::Ticket', ApplyTo => ['Support'] });
@Groups = ({ Name => 'Agents' }, { Name => 'Readers' });
@ACL = (
  (map { my $queue = $_; map { { GroupDomain => 'SystemInternal', GroupType => 'Everyone', Queue => $queue, Right => $_ } }
     qw(CreateTicket ReplyToTicket) } qw(Support Billing)),
  (map { { GroupDomain => 'UserDefined', GroupId => 'Agents', Queue => 'Support', Right => $_ } }
     qw(SeeQueue ShowTicket ShowTicketComments CreateTicket CommentOnTicket ModifyTicket DeleteTicket OwnTicket
        SeeCustomField ModifyCustomField)),
  (map { { GroupDomain => 'UserDefined', GroupId => 'Readers', Queue => 'Support', Right => $_ } }
     qw(SeeQueue ShowTicket ShowTicketComments CommentOnTicket SeeCustomField)),
);
@Final = (sub {
  for (['marta', 'Agents'], ['gone', 'Agents'], ['nora', 'Readers']) {
    my $group = RT::Group->new(RT->SystemUser); $group->LoadUserDefinedGroup($_->[1]);
    my $user = RT::User->new(RT->SystemUser); $user->Load($_->[0]);
    $group->AddMember($user->PrincipalId);
  }
});
1;
`;

/** As the README tells an admin to make one, for each of the logins given. */
export const makeTokens = `
for my $login (@ARGV) {
  my $user = RT::User->new(RT->SystemUser); $user->Load($login);
  my ($ok, $message, $token) = RT::AuthToken->new(RT->SystemUser)->Create(Owner => $user->id, Description => 'Dragoman');
  print "$login ", $token || $message, "\\n";
}
`;

export const logins = ['dragoman', 'marta', 'nora', 'gone', 'root'];

export type ConfigOptions = Readonly<{
  /** Where the scrips post to. */
  hookUrl: string;
  /** `$DragomanQueues`; left out = all. */
  queues?: string;
}>;

/** `RT_SiteConfig.pm`; all that RT writes stays in the folder. */
export const siteConfig = (folder: string, port: number, { hookUrl, queues }: ConfigOptions) => `
Set($rtname, '${rtName}'); Set($Organization, '${rtName}'); Set($Timezone, 'UTC');
Set($WebDomain, '127.0.0.1'); Set($WebPort, ${port}); Set($WebPath, ''); Set($WebBaseURL, 'http://127.0.0.1:${port}');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '${folder}/rt.db'); Set($DatabaseUser, ''); Set($DatabasePassword, '');
Set($MailCommand, 'testfile'); Set($BcryptCost, 5);
Set($LogToSyslog, undef); Set($LogToFile, undef); Set($LogToSTDERR, 'warning');
Set($DragomanUrl, '${hookUrl}'); Set($DragomanSecret, '${signingSecret}');
${queues === undefined ? '' : `Set($DragomanQueues, '${queues}');`}
$RT::MasonDataDir = '${folder}/mason'; $RT::MasonSessionDir = '${folder}/sessions';
$RT::MasonLocalComponentRoot = '${folder}/html';
1;
`;
