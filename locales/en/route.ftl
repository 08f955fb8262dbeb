# Where a message went.
choice-elsewhere = Another request

guessed = Sent to the support team. Was it not about this request?
    { $reference }
ask-written-line = Can you write the problem in one sentence? The voice message goes with the request.
held-corrected = I corrected the kept message.
held-deleted = I took out the kept message that you deleted.
draft-deleted = I took the deleted message out of the request you are writing.
unsaid = I took the message you deleted out of the request. The team still sees it in the history.
    { $reference }
unsaid-stands = You deleted the message, but the request stays as it is. To change it, write here.
    { $reference }
deleted = { $reporter } deleted a message of this request. It stays in the history as withdrawn.
    { $reference }
deleted-stands = { $reporter } deleted a message of this request in the chat. The request stays as it is.
    { $reference }
happened-delete = Message deleted in the chat
parked = The request you are writing is kept.
unchosen = { $reporter } did not choose the request. Check that the message belongs here.
    { $reference }
recalled = { $reporter } says that the last message was not for this request.
    { $reference }
happened-recall = Message taken back: it was not for this request
happened-unchosen = Message for which no request was chosen
