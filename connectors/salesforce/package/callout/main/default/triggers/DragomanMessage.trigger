trigger DragomanMessage on Dragoman_Message__e(after insert) {
    DragomanCallout.enqueue(Trigger.new);
}
