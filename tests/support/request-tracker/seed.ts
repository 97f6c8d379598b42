/** Who and what is in a Request Tracker of our own before the product's set-up is inserted. */
export type Seed = Readonly<{
  /** Of an initialdata file. */
  perl: string;
  /** Those who get an auth token. */
  logins: readonly string[];
}>;

export const webPassword = 'made-up-password-1';

const queuesAndAgents = `
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

/** Queues, agents and their rights, as an admin would have them before Dragoman comes. */
export const supportTeam: Seed = {
  perl: queuesAndAgents,
  logins: ['dragoman', 'marta', 'nora', 'gone', 'root'],
};

/** As the README tells an admin to make one, for each of the logins given. Prints them as JSON. */
export const makeTokens = `
my %tokens;
for my $login (@ARGV) {
  my $user = RT::User->new(RT->SystemUser); $user->Load($login);
  my ($ok, $message, $token) = RT::AuthToken->new(RT->SystemUser)->Create(Owner => $user->id, Description => 'Dragoman');
  die "$login: $message" unless $ok;
  $tokens{$login} = $token;
}
print JSON::encode_json(\\%tokens);
`;
