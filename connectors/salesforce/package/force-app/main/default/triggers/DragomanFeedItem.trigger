trigger DragomanFeedItem on FeedItem(after insert, before delete, after delete) {
    DragomanTriggers.onPosts(Trigger.operationType, Trigger.isDelete ? Trigger.old : Trigger.new);
}
