trigger DragomanCaseComment on CaseComment(after insert, after delete) {
    DragomanTriggers.onComments(Trigger.operationType, Trigger.isDelete ? Trigger.old : Trigger.new);
}
