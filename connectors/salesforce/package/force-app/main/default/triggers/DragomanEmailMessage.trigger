trigger DragomanEmailMessage on EmailMessage(after insert, after delete) {
    DragomanTriggers.onEmails(Trigger.operationType, Trigger.isDelete ? Trigger.old : Trigger.new);
}
