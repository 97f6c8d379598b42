trigger DragomanFeedItem on FeedItem(after insert, after delete) {
    DragomanTriggers.onPosts(Trigger.operationType, Trigger.isDelete ? Trigger.old : Trigger.new);
}
