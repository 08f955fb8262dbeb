# Cada verbo: o que se pede (words-, value-for-), o recibo (done-) e a ajuda (help-). A referência fica na última linha.

words-note = Escreva a nota. Só a equipa de apoio a lê.
    { $reference }
words-reply = Escreva a resposta. Vai para quem reportou.
    { $reference }
words-ask = Escreva a pergunta. Vai para quem reportou.
    { $reference }
words-resolve = Escreva como ficou resolvido. Vai para quem reportou.
    { $reference }
words-reopen = O que é que ainda não funciona? Escreva numa frase.
    { $reference }
words-reject = Porque é que não é para este apoio? Quem reportou vai ler o motivo.
    { $reference }
words-escalate = O que já foi tentado? O nível seguinte vai ler a nota.
    { $reference }
words-wait = De quem ou de que está à espera? Só a equipa lê a nota.
    { $reference }
words-refuse = Porque não aprova? Quem pediu vai ler o motivo.
    { $reference }
words-priority = Porquê esta prioridade? Quem reportou vai ler o motivo.
    { $reference }
words-severity = Porquê esta gravidade? Quem reportou vai ler o motivo.
    { $reference }
words-category = Porquê esta categoria? Quem reportou vai ler o motivo.
    { $reference }
words-visit = Quem vai à Unidade Sanitária? Escreva o nome.
    { $reference }

value-for-assign = A quem atribui o pedido? Entre parênteses está o número de pedidos que cada pessoa já tem.
    { $reference }
value-for-duplicate = Que pedido é que este repete? Escreva a referência do outro.
    { $reference }
value-for-priority = Qual é a nova prioridade?
    { $reference }
value-for-severity = Qual é a nova gravidade?
    { $reference }
value-for-category = Qual é a nova categoria?
    { $reference }
value-for-tag = Que etiqueta? Escreva a palavra, ou -palavra para a tirar.
    { $reference }
value-for-kind = É um incidente ou um problema?
    { $reference }
value-for-origin = É da implementação ou um defeito do produto?
    { $reference }
value-for-department = Qual é o departamento?
    { $reference }
value-for-environment = Em que ambiente acontece?
    { $reference }
value-for-private = O pedido é privado?
    { $reference }
value-for-deadline = Até que dia deve ficar resolvido? Por exemplo 20/11/2026.
    { $reference }
value-for-visit = Em que dia é a visita? Por exemplo 20/11/2026.
    { $reference }

done-take = Pedido assumido.
done-assign = Pedido atribuído.
done-release = Pedido largado. Fica livre para quem o assumir.
done-called = Chamada registada.
done-note = Nota guardada.
done-reply = Resposta guardada.
done-ask = Pergunta guardada.
done-resolve = Dado como resolvido.
done-close = Pedido fechado.
done-reject = Rejeitado: fora do âmbito.
done-duplicate = Marcado como repetição.
done-escalate = Encaminhado para o nível seguinte.
done-wait = O pedido fica à espera de terceiros.
done-resume = O pedido está de novo em curso.
done-priority = Prioridade mudada.
done-severity = Gravidade mudada.
done-category = Categoria mudada.
done-take-back = Desfeito.
done-tag = Etiquetas mudadas.
done-kind = Tipo mudado.
done-origin = Origem mudada.
done-department = Departamento mudado.
done-environment = Ambiente mudado.
done-private = Privacidade mudada.
done-deadline = Prazo guardado.
done-visit = Visita guardada.
done-answer = Enviado à equipa de apoio.
done-confirm = Obrigado. O pedido fica fechado.
done-reopen = Pedido reaberto. A equipa vai ver de novo.
done-still-need = Está bem. O pedido fica aberto. Quando puder, responda aqui.
done-withdraw = Está bem. O pedido fica cancelado.
surely-withdraw = Quer mesmo desistir deste pedido? { $reference }
surely-close = Quem reportou ainda não confirmou que funciona. Quer mesmo fechar? { $reference }
done-approve = Aprovado. O pedido segue para a equipa de apoio.
done-pass-on = O pedido segue para a equipa de apoio.
done-refuse = Não aprovado. Quem pediu fica a saber.

corrected = Texto corrigido. O anterior fica no histórico.
    { $reference }

mark-waiting = ⏳ A caminho.
mark-delivered = ✓ Entregue.
mark-perhaps = ? Não se sabe se foi entregue.
mark-failed = ✗ Não foi entregue.
mark-taken-back = Desfeito.

taken-back = { $count ->
    [one] Desfeito. Nada foi enviado.
   *[other] { $count } acções desfeitas. Nada foi enviado.
}
    { $reference }
taken-back-in-part = { $count ->
    [one] Só uma acção foi desfeita. O resto já não se pode desfazer.
   *[other] Só { $count } acções foram desfeitas. O resto já não se pode desfazer.
}
    { $reference }
more = O que mais quer fazer?
    { $reference }
talking = A partir de agora, o que escrever aqui é enviado a quem reportou.
    { $reference }
talk-ended = Fim da conversa. O que escrever agora já não é enviado.
    { $reference }
talk-is-over = A conversa acabou por falta de mensagens. A sua mensagem não foi enviada.
    { $reference }
not-that = Não percebi. Escreva assim:
    { $usage }

value-kind-incident = Incidente
value-kind-problem = Problema
value-origin-implementation = Implementação
value-origin-defect = Defeito do produto
value-environment-production = Produção
value-environment-test = Teste
value-environment-training = Formação
value-private-yes = Privado
value-private-no = Não privado

part-request = O número do pedido, por exemplo BL-10429.
part-value = O novo valor. Sem ele, pergunto.
part-words = O que quer escrever. Sem isso, pergunto.
part-system = O sistema que tem o problema.
part-category = O tipo de problema.
part-answer = O nome da resposta pronta.

help-report = /novo: reportar um problema
help-mine = /meus: ver os seus pedidos
help-status = /estado { $example }: ver um pedido
help-confirm = /confirmar { $example }: já funciona
help-reopen = /reabrir { $example } texto: ainda não funciona
help-withdraw = /desistir { $example }: cancelar um pedido seu
help-still-need = /aindapreciso { $example }: manter o pedido aberto
help-guide = /guia: as perguntas de cada tipo de problema
help-contacts = /contactos: quem pode ajudar, com telefone
help-language = /lingua en: change to English
help-cancel = /cancelar: parar o que está a fazer
help-link = /ligar CÓDIGO: usar um código, ou juntar outro chat seu
help-profile = /perfil: ver e mudar os seus dados
help-leave = /sair: deixar de receber mensagens
help-join = /juntar: pedir para ver os pedidos da sua Unidade Sanitária
help-notifications = /notificacoes minhas: escolher o que lhe é enviado
help-practice = /pratica: experimentar, sem que nada conte
help-quiet = /silencio 20-7: horas sem avisos
help-take = /assumir { $example }: ficar com um pedido
help-assign = /atribuir { $example } nome: atribuir a um colega
help-release = /largar { $example }: deixar para outra pessoa
help-called = /liguei { $example } texto: registar que ligou a quem reportou
help-note = /nota { $example } texto: nota interna, só para a equipa
help-reply = /responder { $example } texto: escrever a quem reportou
help-ask = /pedir { $example } pergunta: perguntar a quem reportou
help-canned = /resposta { $example } nome: enviar uma resposta pronta
help-talk = /conversa { $example }: falar sem comandos com quem reportou
help-resolve = /resolver { $example } solução: dar como resolvido
help-close = /fechar { $example }: fechar o que está resolvido
help-reject = /rejeitar { $example } motivo: fora do âmbito
help-duplicate = /duplicado { $example } { $other }: o primeiro repete o segundo
help-escalate = /encaminhar { $example } texto: passar ao nível seguinte
help-wait = /aguardar { $example } motivo: à espera de terceiros
help-resume = /retomar { $example }: já não espera
help-priority = /prioridade { $example } { $value } motivo: mudar a prioridade
help-severity = /gravidade { $example } { $value } motivo: mudar a gravidade
help-category = /categoria { $example } rede motivo: mudar a categoria
help-tag = /etiqueta { $example } palavra: juntar (ou -palavra: tirar)
help-kind = /tipo { $example } problema: incidente ou problema
help-origin = /origem { $example } defeito: implementação ou defeito
help-department = /departamento { $example } nome: mudar o departamento
help-environment = /ambiente { $example } teste: produção, teste ou formação
help-private = /privado { $example } sim: esconder dos outros
help-deadline = /prazo { $example } 20/11/2026: dia prometido
help-visit = /deslocar { $example } 20/11/2026 nome: visita à Unidade Sanitária
help-take-back = /desfazer: desfazer o que acabou de fazer
help-history = /historico { $example }: tudo o que aconteceu
help-watch = /seguir { $example }: receber as novidades
help-unwatch = /deixar { $example }: deixar de receber as novidades
help-queue = /fila: ver os pedidos por tratar (ou só alguns: /fila novos, /fila parados)
help-triage = /triagem: ver o que é novo, pedido a pedido
help-approve = /aprovar { $example }: aprovar um pedido
help-pass-on = /passar { $example }: passar um pedido à equipa de apoio
help-refuse = /recusar { $example } motivo: não aprovar um pedido
help-on-behalf = /porconta nome: reportar em nome de alguém
help-invite = /convidar: convidar um colega
help-find-person = /utilizador nome: procurar uma pessoa
help-revoke = /revogar nome: retirar a função
help-block = /bloquear nome: o apoio deixa de responder a alguém
help-unblock = /desbloquear nome: o apoio volta a responder
help-help = /ajuda: ver os comandos
help-all = Todos os comandos: /ajuda tudo
help-report-first = Descreva o problema numa mensagem e eu pergunto o resto.
help-thread = No tópico de um pedido não é preciso escrever a referência. O texto simples fica como nota interna.
