trigger DragomanFeedComment on FeedComment(after insert, after delete) {
    DragomanTriggers.onReplies(Trigger.operationType, Trigger.isDelete ? Trigger.old : Trigger.new);
}
