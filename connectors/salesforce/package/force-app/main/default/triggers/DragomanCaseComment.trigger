trigger DragomanCaseComment on CaseComment(after insert) {
    DragomanTriggers.onComments(Trigger.new);
}
