/**
 * Lets the schedules of a parsed template fire every 20 days, which is hours at the fastest clock and so never in a test (24.8 days are the longest that a timer can wait): what a run of theirs holds back for a
 * moment, or could not end in its time on a busy machine, would be seen by a command that looks meanwhile.
 */
export function withoutSchedules(template: any): void {
  const rules = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::Events::Rule');
  for (const { Properties } of rules)
    if (Properties.ScheduleExpression !== undefined) Properties.ScheduleExpression = 'rate(20 days)';
}
