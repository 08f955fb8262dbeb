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
help-announce-more =
    /aviso A-7: ver o aviso e o que se pode fazer
    /aviso A-7 para CCS, província Gaza: quem o recebe
    /aviso A-7 agendar 14:00: a hora a que sai
    /aviso A-7 enviar: ver quantos o recebem, e confirmar
    /aviso A-7 retirar: voltar a rascunho antes de sair
    /aviso A-7 actualizar Texto: dizer as novidades
    /aviso A-7 fim Texto: dizer que terminou
    /aviso A-7 modelo: pôr um texto para começar
help-announcements = /avisos: ver os avisos em curso, silenciar ou seguir (/ajuda avisos)
help-announcements-more =
    /avisos silenciar: não receber avisos
    /avisos silenciar A-7: não receber as novidades desse
    /avisos seguir: receber todos os avisos
    /avisos seguir A-7: receber as novidades desse
    /avisos resumo: receber tudo junto, uma vez por dia
    /avisos normal: voltar ao habitual
    Num grupo, o ponto focal escreve o mesmo para o grupo.
announce-none = Não há avisos em curso.
announce-list-head = Avisos em curso:
announce-how-draft = rascunho
announce-how-asked = por confirmar
announce-how-set = sai { $time }
announce-how-going-on = desde { $since }
announce-how-over = terminado
announce-how-discarded = apagado
announce-next-was = Actualização prometida { $time }: em atraso.

# Quem escreve um aviso.
announce-ask-words = Que aviso é? Escreva o texto, sem nomes nem dados de doentes.
announce-draft-head = Aviso { $name }
announce-draft-update = Actualização do aviso { $name }
announce-draft-end = Fim do aviso { $name }
announce-for = Para: { $names }
announce-everybody = todos os parceiros
announce-users = Quem usa: { $systems }
announce-roles = Em privado também: { $roles }
announce-role-reporters = utilizadores
announce-role-focal = pontos focais
announce-role-agents = técnicos
announce-role-managers = gestores
announce-role-admins = administradores
announce-reaches = Recebem: { $told }.
announce-nobody = ninguém
announce-and = { $first } e { $second }
announce-groups = { $count ->
    [one] { $count } grupo
   *[other] { $count } grupos
}
announce-people = { $count ->
    [one] { $count } pessoa
   *[other] { $count } pessoas
}
announce-in-pt = { $count } em português
announce-in-en = { $count } em inglês
announce-digest = No resumo do dia: { $count }.
announce-left-out = Ficam de fora: { $left }.
announce-out-in-group = leitura num grupo
announce-out-muted = avisos silenciados
announce-out-unreachable = sem contacto
announce-out-stopped = parado antes
announce-missing = Falta o texto em { $missing }. Recebem em { $other }: { $told }.
announce-language-pt = português
announce-language-en = inglês
announce-with-picture = Com imagem.
announce-is-loud = O cartão muda, e uma linha avisa.
announce-is-quiet = Só o cartão muda.
announce-goes = Sai { $time }.
announce-of-problem = Do problema { $reference }.
announce-no-words = Ainda não tem texto.
announce-reads-pt = Em português:
announce-reads-en = Em inglês:
announce-question = Enviar o aviso { $name } a { $told }?
announce-question-update = Enviar a actualização do aviso { $name } a { $told }?
announce-question-end = Enviar o fim do aviso { $name } a { $told }?
announce-needs-second = São mais de { $limit } grupos. Outra pessoa tem de confirmar, e já foi perguntada.
announce-second-asked = { $by } pede que outra pessoa confirme o aviso { $name }. Pode sair assim?
announce-set = Aviso { $name } confirmado. Sai { $time }.
announce-look = Aviso { $name }: isto parece um dado de doente ou um telefone: { $found }
announce-look-masked = Sem isso ficaria: «{ $words }»
announce-look-ask = Quer ocultar, ou está bem assim?
announce-no-such = Não há nenhum aviso { $name }.
announce-stale = O aviso { $name } mudou entretanto. Agora está assim:
announce-others = Os destinatários do aviso { $name } mudaram entretanto. Agora está assim:
announce-taken-back = Aviso { $name } retirado. Voltou a rascunho.
announce-declined = Aviso { $name } não confirmado. Voltou a rascunho.
announce-discarded = Rascunho do aviso { $name } apagado.
announce-too-late = Já não dá: o aviso { $name } está confirmado ou já saiu.
announce-not-now = Agora não dá, como está o aviso { $name }.
announce-no-words-yet = O aviso { $name } ainda não tem texto.
announce-nobody-to-tell = Ninguém receberia o aviso { $name }.
announce-second-person = Aviso { $name }: outra pessoa tem de confirmar.
announce-with-others = O aviso { $name } espera que outra pessoa confirme.
announce-ask-picture = Aviso { $name }: a imagem mostra um doente ou os seus dados?
announce-picture-gone = Aviso { $name }: sem imagem.
announce-not-a-picture = Aviso { $name }: só imagens podem ir com o texto.
announce-not-a-time = Não percebi a hora do aviso { $name }. Escreva por exemplo 14:00 ou 23/11 07:00.
announce-not-a-window = Não percebi o período do aviso { $name }. Escreva por exemplo 22/11 20:00 a 22:00.
announce-ask-stop = Parar o aviso { $name }? Quem ainda não o recebeu fica sem ele.
announce-ask-discard = Apagar o rascunho do aviso { $name }?
announce-more = Mais sobre o aviso { $name }:
announce-ask-words-pt = Escreva o texto em português ({ $name }).
announce-ask-words-en = Escreva o texto em inglês ({ $name }).
announce-ask-audience = Para quem é o aviso { $name }? Escreva os nomes, separados por vírgulas.
announce-known = Conheço: { $names }.
announce-ask-kind = De que tipo é o aviso { $name }?
announce-ask-system = De que sistema fala o aviso { $name }?
announce-ask-a-picture = Envie a imagem do aviso { $name }, sem doentes nem dados deles.
announce-ask-next = Quando há novidades sobre o aviso { $name }? Por exemplo 14:00.
announce-ask-window = De quando até quando? Por exemplo 22/11 20:00 a 22:00 ({ $name }).
announce-ask-time = Quando sai o aviso { $name }? Por exemplo 23/11 07:00.
announce-ask-update = Que novidades há? Escreva o texto ({ $name }).
announce-ask-end = Como terminou? Escreva o texto ({ $name }).
announce-unknown = Não sei quem é «{ $typed }».
announce-several = Há mais de um «{ $typed }». Escreva qual.
announce-usage = Não percebi. Escreva por exemplo:
    /aviso { $name } em inglês OpenMRS is slow.
    /aviso { $name } para CCS, província Gaza
    /aviso { $name } próxima 14:00
    /aviso { $name } enviar
announce-too-long = Um aviso tem até { $most } letras. Escreva mais curto.
announce-promised = O aviso { $name } prometeu novidades { $time }.
announce-promised-late = O aviso { $name } prometeu novidades { $time }, e ainda não as deu.
announce-lapsed = O aviso { $name } devia ter saído { $time }. Ninguém o confirmou, por isso não saiu.
announce-solved = O problema do aviso { $name } foi dado como resolvido. Avisar os parceiros?
announce-stopped = Aviso { $name } parado. Mensagens retiradas: { $count }.
announce-scoreboard = Problema { $reference }. Já funciona: { $works } de { $of }
announce-told-first = Primeiro texto
announce-told-update = Actualização
announce-told-end = Fim
announce-told = { $what } · { $time } · { $by }
announce-told-by-two = { $what } · { $time } · { $by }, confirmado por { $confirmed }
announce-was-stopped = parado a meio

# Modelos.
announce-template-system = O sistema
announce-template-info = { $system }: há um problema. Já estamos a tratar disso.
announce-template-planned = { $system }: há manutenção prevista. Durante esse tempo não se pode usar. Guardem o trabalho antes.
announce-template-planned-window = { $system }: há manutenção de { $from } a { $until }. Durante esse tempo não se pode usar. Guardem o trabalho antes.
announce-template-emergency = { $system } está com problemas. Já estamos a tratar disso. Não é preciso criar mais pedidos.
announce-template-rollback = { $system }: voltámos à versão anterior. Já se pode usar. O que mudou fica para mais tarde.
announce-template-done = { $system }: a manutenção está concluída. Já se pode usar.
announce-template-update = { $system }: continuamos a tratar do problema. Ainda não está resolvido.
announce-template-end = { $system }: o problema está resolvido. Já se pode usar. Se ainda não funcionar, digam-nos.

choice-announce-open = Ver { $name }
choice-announce-partners = Avisar parceiros
choice-announce-send = Enviar aviso
choice-announce-sure = Sim, enviar
choice-announce-not = Não enviar
choice-announce-take-back = Retirar
choice-announce-discard = Apagar rascunho
choice-announce-more = Mais opções
choice-announce-words-pt = Texto em português
choice-announce-words-en = Texto em inglês
choice-announce-audience = Destinatários
choice-announce-kind = Tipo de aviso
choice-announce-system = Sistema do aviso
choice-announce-picture = Imagem
choice-announce-next = Próxima actualização
choice-announce-window = Período
choice-announce-time = Agendar
choice-announce-update = Actualizar
choice-announce-end = Terminar
choice-announce-no-system = Nenhum sistema
choice-announce-no-picture = Sem imagem
choice-announce-no-next = Sem hora marcada
choice-announce-no-window = Sem período
choice-announce-no-time = Logo que confirmado
choice-announce-everybody = Todos os parceiros
choice-announce-focal = Com pontos focais
choice-announce-info = Informação
choice-announce-planned = Manutenção prevista
choice-announce-emergency = Urgente
choice-announce-rollback = Versão anterior
choice-announce-done = Concluído
choice-announce-template = Usar modelo
choice-announce-loud = Cartão e linha
choice-announce-quiet = Só o cartão
choice-announce-mask = Ocultar
choice-announce-fine = Está bem assim
choice-announce-shows = Sim, mostra
choice-announce-shows-none = Não mostra
choice-announce-tell-end = Avisar que terminou
choice-announce-stop = Parar
choice-announce-surely-stop = Sim, parar
choice-announce-surely-discard = Sim, apagar
