/**
 * Lets the schedules of a parsed template fire once a day, which is never in a test: what a run of theirs holds back for a
 * moment, or could not end in its time on a busy machine, would be seen by a command that looks meanwhile.
 */
export function withoutSchedules(template: any): void {
  const rules = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::Events::Rule');
  for (const { Properties } of rules)
    if (Properties.ScheduleExpression !== undefined) Properties.ScheduleExpression = 'rate(1 day)';
}
