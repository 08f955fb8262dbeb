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
help-announcements = /news: what is announced and goes on
announce-none = Nothing is announced at the moment.
announce-list-head = Announcements going on:
announce-how-draft = draft
announce-how-asked = to be confirmed
announce-how-set = goes out { $time }
announce-how-going-on = since { $since }
announce-how-over = over
announce-how-discarded = deleted
announce-next-was = Update promised { $time }: overdue.
