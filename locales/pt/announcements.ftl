# Avisos: o que a equipa diz a muitos de uma vez.

announce-head = Aviso { $name }
announce-kind-planned = Manutenção prevista
announce-kind-emergency = Urgente
announce-kind-rollback = Reposta a versão anterior
announce-kind-done = Concluído
announce-kind-over = Terminado
announce-window = De { $from } a { $until }
announce-next-update = Próxima actualização { $time }.
announce-changed = Aviso { $name }: há novidades.
announce-ended = Aviso { $name }: terminado.

choice-affects-me-too = Também me afecta

help-announce = /aviso O OpenMRS está lento: preparar um aviso para os parceiros
help-announcements = /avisos: ver os avisos que estão em curso
announce-none = Não há avisos em curso.
announce-list-head = Avisos em curso:
announce-how-draft = rascunho
announce-how-asked = por confirmar
announce-how-set = sai { $time }
announce-how-going-on = desde { $since }
announce-how-over = terminado
announce-how-discarded = apagado
announce-next-was = Actualização prometida { $time }: em atraso.
