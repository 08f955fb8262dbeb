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
