trigger DragomanCase on Case(after insert, after update, after delete) {
    DragomanTriggers.onCases(Trigger.operationType, Trigger.new, Trigger.oldMap);
}
