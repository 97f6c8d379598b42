trigger DragomanFeedItem on FeedItem(after insert) {
    DragomanTriggers.onPosts(Trigger.new);
}
