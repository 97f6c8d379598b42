trigger DragomanEmailMessage on EmailMessage(after insert) {
    DragomanTriggers.onEmails(Trigger.new);
}
