# Privacy: patients on photos, and private requests in groups.

ask-shows-patient = { $count ->
    [one] Does the photo show a patient's name or NID?
   *[other] Does any photo show a patient's name or NID?
}
filed-privately = The request is private: only the support team reads it.
sent-alone = It is in your private chat.

hidden-news = There is news of this private request.
    { $reference }
sent-hidden = { $agent } wrote to the reporter. The request is private.

choice-shows-patient = Yes, it is private
    .words = yes, it does, private, sim privado
choice-shows-none = No
    .words = no, it does not, none, nao
choice-read-alone = Read in private
    .words = read, private, see in private
