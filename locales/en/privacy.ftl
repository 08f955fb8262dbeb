# Privacy: patients on photos, and private requests in groups.

ask-shows-patient = { $count ->
    [one] Does the photo show a patient's name or NID?
   *[other] Does any photo show a patient's name or NID?
}
pictures-shown = Thank you. The team sees the pictures now.
    { $reference }
pictures-wait = { $count ->
    [one] The picture is not shown yet: it may show a patient's data.
   *[other] The pictures are not shown yet: they may show a patient's data.
}
filed-privately = The request is private: only the support team reads it.
sent-alone = It is in your private chat.

hidden-news = There is news of this private request.
    { $reference }
sent-hidden = { $agent } wrote to the reporter. The request is private.

choice-shows-patient = Yes, it is private
choice-shows-none = No
choice-read-alone = Read in private
