# Announcements: what the desk tells many at once.

announce-head = Announcement { $name }
announce-kind-planned = Planned maintenance
announce-kind-emergency = Urgent
announce-kind-rollback = Back to the earlier version
announce-kind-done = Done
announce-kind-over = Over
announce-window = From { $from } to { $until }
announce-next-update = Next update { $time }.
announce-changed = Announcement { $name }: there is news.
announce-ended = Announcement { $name }: over.

choice-affects-me-too = Affects me too

help-announce = /announce OpenMRS is slow: prepare an announcement for the partners
help-announce-more =
    /announce A-7: see it, and what can be done
    /announce A-7 for CCS, province Gaza: who gets it
    /announce A-7 schedule 14:00: when it goes out
    /announce A-7 send: see how many get it, and confirm
    /announce A-7 withdraw: back to a draft before it goes out
    /announce A-7 update Text: tell the news
    /announce A-7 end Text: tell that it is over
    /announce A-7 template: put a text to begin with
help-announcements = /news: what is announced and goes on; mute or follow it (/help news)
help-announcements-more =
    /news mute: get no announcements
    /news mute A-7: get no more news of that one
    /news follow: get all announcements
    /news follow A-7: get the news of that one
    /news digest: get all together, once a day
    /news default: back to the usual
    In a group its focal point types the same for the group.
announce-none = Nothing is announced at the moment.
announce-list-head = Announcements going on:
announce-how-draft = draft
announce-how-asked = to be confirmed
announce-how-set = goes out { $time }
announce-how-going-on = since { $since }
announce-how-over = over
announce-how-discarded = deleted
announce-next-was = Update promised { $time }: overdue.

# Whoever writes one.
announce-ask-words = What is to be announced? Write the text, without names or patients' data.
announce-draft-head = Announcement { $name }
announce-draft-update = Update of { $name }
announce-draft-end = End of { $name }
announce-for = For: { $names }
announce-everybody = all partners
announce-users = Who uses: { $systems }
announce-roles = In private too: { $roles }
announce-role-reporters = users
announce-role-focal = focal points
announce-role-agents = agents
announce-role-managers = managers
announce-role-admins = administrators
announce-reaches = It reaches: { $told }.
announce-nobody = nobody
announce-and = { $first } and { $second }
announce-groups = { $count ->
    [one] { $count } group
   *[other] { $count } groups
}
announce-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
announce-in-pt = { $count } in Portuguese
announce-in-en = { $count } in English
announce-digest = With the day's digest: { $count }.
announce-left-out = Left out: { $left }.
announce-out-in-group = reading in a group
announce-out-muted = announcements muted
announce-out-unreachable = out of reach
announce-out-stopped = stopped before
announce-missing = The text in { $missing } is missing. In { $other } instead: { $told }.
announce-language-pt = Portuguese
announce-language-en = English
announce-with-picture = With a picture.
announce-is-loud = The card changes, and a line tells so.
announce-is-quiet = Only the card changes.
announce-goes = It goes out { $time }.
announce-of-problem = About problem { $reference }.
announce-no-words = It has no text yet.
announce-reads-pt = In Portuguese:
announce-reads-en = In English:
announce-question = Send announcement { $name } to { $told }?
announce-question-update = Send the update of announcement { $name } to { $told }?
announce-question-end = Send the end of announcement { $name } to { $told }?
announce-needs-second = These are more than { $limit } groups. Somebody else has to confirm it, and has been asked.
announce-second-asked = { $by } asks somebody else to confirm announcement { $name }. May it go out like this?
announce-set = Announcement { $name } is confirmed. It goes out { $time }.
announce-look = Announcement { $name }: this looks like a patient's data or a telephone number: { $found }
announce-look-masked = Without it: «{ $words }»
announce-look-ask = Is it to be hidden, or fine as it is?
announce-no-such = There is no announcement { $name }.
announce-stale = Announcement { $name } has changed meanwhile. Now it is like this:
announce-others = Announcement { $name } reaches others by now. Now it is like this:
announce-taken-back = Announcement { $name } was taken back. It is a draft again.
announce-declined = Announcement { $name } was not confirmed. It is a draft again.
announce-discarded = The draft of { $name } is deleted.
announce-too-late = Too late: announcement { $name } is confirmed or has gone out.
announce-not-now = Not now, as announcement { $name } stands.
announce-no-words-yet = Announcement { $name } has no text yet.
announce-nobody-to-tell = Nobody would get announcement { $name }.
announce-second-person = Announcement { $name }: somebody else has to confirm it.
announce-with-others = Announcement { $name } waits for somebody else to confirm it.
announce-ask-picture = Announcement { $name }: does the picture show a patient, or a patient's data?
announce-picture-gone = Announcement { $name }: without a picture.
announce-not-a-picture = Announcement { $name }: only pictures can go with the text.
announce-not-a-time = I did not understand the time for { $name }. Write for example 14:00 or 23/11 07:00.
announce-not-a-window = I did not understand the times for { $name }. Write for example 22/11 20:00 to 22:00.
announce-ask-stop = Stop announcement { $name }? Whoever has not got it yet will not.
announce-ask-discard = Delete the draft of announcement { $name }?
announce-more = More about announcement { $name }:
announce-ask-words-pt = Write the text in Portuguese ({ $name }).
announce-ask-words-en = Write the text in English ({ $name }).
announce-ask-audience = Whom is announcement { $name } for? Write the names, with commas between them.
announce-known = I know: { $names }.
announce-ask-kind = What kind of announcement is { $name }?
announce-ask-system = Which system is announcement { $name } about?
announce-ask-a-picture = Send the picture of { $name }, without patients or their data.
announce-ask-next = When is there news of { $name }? For example 14:00.
announce-ask-window = From when to when? For example 22/11 20:00 to 22:00 ({ $name }).
announce-ask-time = When does { $name } go out? For example 23/11 07:00.
announce-ask-update = What is new? Write the text ({ $name }).
announce-ask-end = How did it end? Write the text ({ $name }).
announce-unknown = I do not know who «{ $typed }» is.
announce-several = There is more than one «{ $typed }». Write which.
announce-usage = I did not understand. Write for example:
    /announce { $name } in Portuguese O OpenMRS está lento.
    /announce { $name } for CCS, province Gaza
    /announce { $name } next 14:00
    /announce { $name } send
announce-too-long = An announcement has { $most } letters at most. Please make it shorter.
announce-promised = Announcement { $name } promised news { $time }.
announce-promised-late = Announcement { $name } promised news { $time }, and has told none yet.
announce-lapsed = Announcement { $name } was to go out { $time }. Nobody confirmed it, so it did not go out.
announce-solved = The problem of announcement { $name } is solved. Tell the partners?
announce-stopped = Announcement { $name } is stopped. Messages withdrawn: { $count }.
announce-scoreboard = Problem { $reference }. It works: { $works } of { $of }
announce-told-first = First text
announce-told-update = Update
announce-told-end = End
announce-told = { $what } · { $time } · { $by }
announce-told-by-two = { $what } · { $time } · { $by }, confirmed by { $confirmed }
announce-was-stopped = stopped midway

# Templates.
announce-template-system = The system
announce-template-info = { $system }: there is a problem. We are working on it.
announce-template-planned = { $system }: maintenance is planned. It cannot be used meanwhile. Please save your work before.
announce-template-planned-window = { $system }: maintenance from { $from } to { $until }. It cannot be used meanwhile. Please save your work before.
announce-template-emergency = { $system } has problems. We are working on it. No further requests are needed.
announce-template-rollback = { $system }: we went back to the earlier version. It can be used again. The changes come later.
announce-template-done = { $system }: the maintenance is done. It can be used again.
announce-template-update = { $system }: we are still working on the problem. It is not solved yet.
announce-template-end = { $system }: the problem is solved. It can be used again. If it still does not work, please tell us.

choice-announce-open = Show { $name }
choice-announce-partners = Tell partners
choice-announce-send = Send it
choice-announce-sure = Yes, send it
choice-announce-not = Do not send
choice-announce-take-back = Take back
choice-announce-discard = Delete draft
choice-announce-more = More options
choice-announce-words-pt = Portuguese text
choice-announce-words-en = English text
choice-announce-audience = Recipients
choice-announce-kind = Its kind
choice-announce-system = Its system
choice-announce-picture = Picture
choice-announce-next = Next update
choice-announce-window = Times
choice-announce-time = Schedule
choice-announce-update = Update
choice-announce-end = End it
choice-announce-no-system = No system
choice-announce-no-picture = No picture
choice-announce-no-next = No time promised
choice-announce-no-window = No times
choice-announce-no-time = Once confirmed
choice-announce-everybody = All partners
choice-announce-focal = With focal points
choice-announce-info = Information
choice-announce-planned = Planned maintenance
choice-announce-emergency = Urgent
choice-announce-rollback = Earlier version
choice-announce-done = Done
choice-announce-template = Use template
choice-announce-loud = Card and line
choice-announce-quiet = Card only
choice-announce-mask = Hide
choice-announce-fine = Fine as it is
choice-announce-shows = Yes, it does
choice-announce-shows-none = No, it does not
choice-announce-tell-end = Tell it is over
choice-announce-stop = Stop
choice-announce-surely-stop = Yes, stop
choice-announce-surely-discard = Yes, delete
