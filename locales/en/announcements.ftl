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
