# What readers do with announcements.

reading-joined = Request { $reference } filed: it is part of this announcement.
reading-joined-before = That is done already: request { $reference }.
reading-join-over = This announcement is over.
reading-replied = The answer to announcement { $name } has reached the team.
reading-led-away = It goes on in the private chat.
reading-words = Answer to announcement { $name }: “{ $words }”. Make a request with these words?
reading-begin-at = Please enter first: { $link }
reading-begin = Please write to the assistant in private first.
reading-answers = Answers to announcement { $name }:
reading-answers-in = Answers to announcement { $name } ({ $place }):
reading-answer = { $who }: “{ $words }”
reading-answer-files = { $who }: { $count ->
    [one] a file
   *[other] { $count } files
}
reading-muted = Announcements are muted. To have them again: /news default
reading-followed = All announcements come here. As before: /news default
reading-digest = Announcements come together, once a day. As before: /news default
reading-usual = The usual announcements come here.
reading-muted-group = This group gets no announcements. To have them again: /news default
reading-digest-group = Announcements come to this group together, once a day. As before: /news default
reading-usual-group = This group gets the usual announcements.
reading-muted-one = Announcement { $name }: muted.
reading-followed-one = Announcement { $name }: its news come here.
reading-digest-one = Announcement { $name }: its news come together, once a day.
reading-usual-one = Announcement { $name }: as usual.
reading-followed-from = Nothing was sent. The news of announcement { $name } come here.
reading-helped = Good. Nothing was sent to the team.
reading-no-such = There is no announcement of that number. The list: /news

choice-reply-report = New request
choice-mute-this = Mute
choice-follow-this = Follow
