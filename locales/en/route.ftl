# Where a message went.
choice-elsewhere = Another request

guessed = Sent to the support team. Was it not about this request?
    { $reference }
ask-written-line = Can you write the problem in one sentence? The voice message goes with the request.
held-corrected = I corrected the kept message.
parked = The request you are writing is kept.
unchosen = { $reporter } did not choose the request. Check that the message belongs here.
    { $reference }
recalled = { $reporter } says that the last message was not for this request.
    { $reference }
happened-recall = Message taken back: it was not for this request
happened-unchosen = Message for which no request was chosen
