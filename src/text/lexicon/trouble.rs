//! How people tell what is wrong. Each kind of trouble goes with the desk's category of that key, or with one that is
//! typed by one of the anchors. What the reporter says decides between kinds by weight; a close call is no decision.

/// A kind of trouble.
#[derive(Debug)]
pub struct Trouble {
    /// The key that a desk file most likely gives it.
    pub key: &'static str,
    /// Words of a desk's category that is of this kind.
    pub anchors: &'static [&'static str],
    /// As `phrases` reads it: a weight, then phrases.
    pub says: &'static str,
}

pub const TROUBLES: &[Trouble] = &[
    Trouble { key: "login", anchors: &["senha", "password", "login"], says: LOGIN },
    Trouble { key: "account", anchors: &["criar conta", "nova conta", "new account"], says: ACCOUNT },
    Trouble { key: "reports", anchors: &["relatorio", "relatorios", "report", "reports"], says: REPORTS },
    Trouble { key: "sync", anchors: &["sincronizar", "sincronizacao", "sync"], says: SYNC },
    Trouble { key: "server", anchors: &["servidor", "server"], says: SERVER },
    Trouble { key: "network", anchors: &["rede", "internet", "network"], says: NETWORK },
    Trouble { key: "hardware", anchors: &["impressora", "printer", "hardware"], says: HARDWARE },
    Trouble { key: "install", anchors: &["instalar", "install"], says: INSTALL },
    Trouble { key: "form_error", anchors: &["formulario", "ficha", "form"], says: FORM },
];

const LOGIN: &str = "
3: nao entrar, nao conseguir entrar, ninguem entra, ninguem consegue entrar, sem conseguir entrar, nao esta dar entrar
3: nobody can enter, unable to enter, nao conseguir aceder, recusa a senha, senha recusada, senha incorreta
2: nao aceder
3.5: nao me deixa entrar, nao deixa entrar, nao esta a deixar entrar, conta bloquead*, conta esta bloquead*
3.5: conta ficou bloquead*, conta foi bloquead*, utilizador bloquead*, desbloque* conta, locked out
3.5: account locked, account is locked, account blocked, invalid username
3: senha, senhas, palavra passe, palavra chave, password, passwords, login, credencia*, credentials
3: nao consig* entrar, nao conseg* entrar, desconsig* entrar, desconseg* entrar, nao da para entrar
3: nao esta a dar para entrar, nao aceita entrar, bloque* conta, conta suspensa, conta expir*, acesso negado
3: access denied, perdi o acesso, perdi acesso, autentica*, iniciar sessao, log in, log on, logon, sign in
3: signing in, logging in, user locked
2.5: nao consig* aceder, nao conseg* aceder, dificuldade* entrar, nao entro, nao entramos, nao esta a entrar
2.5: permiss*, permission*, privilegio*, sessao expir*, cannot get in, cant get in
2: nao entra, sem acesso ao
1.5: entrar no sistema
1: fazer login, esqueci, esqueceu, forgot, forgotten
";

const ACCOUNT: &str = "
5: cri* conta, fech* conta, apag* conta, elimin* conta, desativ* conta, encerr* conta, remov* conta, add user*
4.5: conta de acesso, contas de acesso, ped* conta para, solicit* conta, solicit* acesso, disable user*
5: criar conta, criar uma conta, criem conta, criem uma conta, criacao de conta, criacao de utilizador*
5: criar contas, criar utilizador*, criar um utilizador, fechar conta, fechar a conta, desativar conta
5: desativar a conta, desativar o utilizador, desativar utilizador, create account, create an account
5: create a account, create a new account, create a user, create user*, close account, close the account
4.5: criacao de acesso*, abertura de conta, nova conta, conta nova, adicionar utilizador*, registar utilizador*
4.5: registar novo utilizador, encerrar conta, encerrar a conta, remover utilizador, remover o utilizador
4.5: remover acesso*, retirar acesso*, apagar conta, apagar a conta, apagar utilizador, eliminar conta
4.5: eliminar utilizador, criar acesso*, precisa de conta, preciso de conta, precisa de uma conta
4.5: preciso de uma conta, precisamos de conta, precisamos de uma conta, precisa de um utilizador
4.5: preciso de um utilizador, alterar conta, alterar a conta, new account, add a user, add user
4.5: needs an account, need an account, delete account, delete the account, disable account, disable the account
4.5: remove user, remove access
4: abrir conta, abrir uma conta, novo utilizador, novos utilizadores, cancelar conta, conta para, contas para
4: pedido de acesso, acesso a nova, acesso ao novo, mudar a conta, new user, new users, accounts for
4: account for
3.5: conta de utilizador, conta da utilizador, dar acesso, pedir acesso, acesso para, precisa de acesso
3.5: nao tem conta, user account, deativate, give access
3: nao tenho conta
2.5: sem conta, novo digitador, nova digitador*, ja nao trabalha, no longer works here
2: left the job
1.5: novo colega, nova colega
1: criar novo utilizador
";

const REPORTS: &str = "
3.5: relatorio, relatorios, reports, query, queries, indicador, indicadores, indicator*, tx curr, txcurr, tx new
3.5: tx pvls, resumo mensal, resumos mensais, consulta de dados
3: report, datim, dashboard*, numeros nao batem, dados nao batem, numeros errados, numbers are wrong
3: wrong numbers, lista nominal, lista de faltosos, lista dos faltosos
2.5: pivot*, nao esta a bater
2: nao bate*, do not match, dont match, does not match, doesnt match, extrair, extracao, estatistica*
1.5: mer, exportar, totais
1: livro de registo, total de
-3: to report, report a problem, report an issue, report that, report this
";

const SYNC: &str = "
4: sincroniz*, sincronia, sync*, resync*, synchroni*
3.5: envio de dados, dados nao sobem, dados nao chegam, dados nao chegaram, dados nao estao a subir
3.5: dados nao estao a chegar, data is not uploading, data does not upload
3: enviar dados, enviar os dados, envia os dados, envia dados, subir os dados, subir dados, dados nao passam
3: dados nao vao, dados nao estao a ir, pendentes de envio, upload data, uploading data, data not sent
3: data is not sent, nao chegam ao central
2.5: nao sobem, send data, sending data
2: nao sobe, replica*, por enviar
1.5: nao envia
1: servidor central
0.5: nivel central
";

const SERVER: &str = "
3: erro 500, erro 502, erro 503, sistema foi abaixo, sistemas foram abaixo, nada funciona
2.5: nao consig* abrir, nao conseg* abrir, ninguem consegue abrir, nao esta a responder, nao corre
2: nao abrir, nao abrem, foi abaixo, foram abaixo, caiu, cairam, ficou parado, esta parado, parou, nao arrancou
1.5: cai, caia, cair, sempre a cair, morreu
3.5: sistema caiu, sistema esta a cair, caiu o sistema, tomcat, docker
3: servidor, servidores, server, servers, sistema cai, sistema caia, sistema parou, sistema parado
3: sistema esta parado, mysql, fora do ar, sistema desceu, is down, are down, went down, goes down
3: has been down, system down, sem sistema, nao ha sistema, nao temos sistema
2.5: vai abaixo, veio abaixo, esta em baixo, sistema nao abre, 
2.5: erro 504, erro 404, error 500, error 502, error 503, error 404, http 500, http 503, pendur*
2.5: travou, trava, travar, travado, congel*, lentidao, lentissimo, frozen, freez*, crash*, connection refused
2.5: gateway, nothing opens
2: em baixo, embaixo, nao esta a abrir, nao quer abrir, deixou de abrir, nao esta abrir
2: nao carrega, nao esta a carregar, so carrega, fica a carregar, nao responde, nao esta a responder, encrav*
2: lento, lenta, does not open, doesnt open, do not open, not opening, wont open, will not open, not loading
2: does not load, doesnt load, wont load, keeps loading, slow, slowly, hang*, not responding, nada abre
3.5: servidor nao liga, servidor deslig*, servidor nao arranca, server is off
1.6: wont start, will not start, does not start, doesnt start, not starting
1.5: nao pega, nao esta a pegar
1.5: nao abre, nao abriu, nao arranca, nao inicia, pesado, demora muito
1: parou de funcionar, pagina nao, demora, demorar, estamos sem sistema
0.8: nao esta a funcionar, nao funciona, deixou de funcionar, not working, does not work, stopped working
0.5: muito lento, muito lenta, very slow, nao esta a dar
0.3: nao da
";

const NETWORK: &str = "
3.5: internet, network, wifi, wi fi, modem, router, routers, starlink, vsat
3: rede, redes, net, hotspot, sem ligacao, nao ha ligacao, ligacao caiu, sem sinal, sinal fraco, vpn, megas
3: dados moveis, pacote de dados, fibra
2.5: switch, nao tem ligacao, megabytes, lan, sem comunicacao
2: connection, ping, offline, tmcel, vodacom, movitel
1.5: no connection
1: ligacao, bluetooth
0.5: ligacao a internet, cabo de rede
-1: pasta de rede
-3: rede social
-4: rede mosquiteira, redes mosquiteiras, rede sanitaria
";

const HARDWARE: &str = "
2: computador
1.2: computadores
3: nao imprim*, nao consig* imprimir, fax, telefone fixo, morreu, nao da imagem, nao carrega a bateria
4: impressora, impressoras, printer, printers, toner, tinteiro, paper jam, teclado, keyboard
3.5: tablet, tablets, monitor, ecra partido, ecra rachado, ecra quebrad*, ups, bateria, battery, carregador
3.5: ecra azul, blue screen, computador nao arranca, pc nao arranca, laptop nao arranca, portatil nao arranca
0.8: wont start
3.5: charger, disco duro, hard disk, hard drive, scanner, estabilizador
3: imprim*, printing, does not captura, tinta, papel encravado, rato do, rato, ecra preto, black screen
3: does not turn on, doesnt turn on, wont turn on, not turning on, does not switch on, desliga sozinho
3: memoria ram, barcode, codigo de barras, virus, fonte de alimentacao
2.5: laptop, laptops, portatil, portateis, rato, nao liga, nao quer ligar, nao esta a ligar, nao acende
2.5: deixou de ligar, desliga se, leitor, avari*, queim*, pen drive, equipamento
2: computer, computers, pc, pcs, desktop, disco, flash, roubad*, roubo
2: extensao eletrica, tomada, gerador
1.5: maquina, quebrou, partiu, telemovel, placa
1: data e hora
";

const INSTALL: &str = "
4: instal*, reinstal*, install*, atualizar versao, atualizar a versao, atualizar o sistema, atualizar sistema
4: nova versao, versao nova, upgrade*, repor a copia, repor copia
3.5: desinstal*, restaur*, restore*, copia de seguranca, copia de dados
3: backup*, setup, set up, formatado, formatar, formatamos, formataram, formatei
2.5: versao, version, update, updating, configurar, configuracao, configure, migra*
2: atualiz*, repor backup
1.5: atualizacao, updated, computador novo, computadores novos, novo computador, novos computadores
1.5: new computer, new computers, new laptop
1: atualizacao do
-1.5: depois da atualizacao, apos a atualizacao, depois de atualizar, after the update, desde a atualizacao
-2: atualizar dados, atualizar os dados, atualizar a ficha
";

const FORM: &str = "
3: nao grava, nao esta a gravar, nao quer gravar, nao guarda, nao esta a guardar, nao consig* gravar
3: nao consig* guardar, nao conseg* gravar, nao conseg* guardar, nao deixa gravar, nao deixa guardar
3: nao aceita gravar, nao submete, nao consig* registar, nao conseg* registar, nao deixa registar
3: nao consig* lancar, ecra branco, exception, java heap, null pointer, nullpointer*, stack trace, will not save
3: wont save, does not save, doesnt save, cannot save, cant save, not saving, nao consig* dispensar
3: nao conseg* dispensar, nao dispensa, nao encontra o doente, nao aceita a data
2.5: formulario, formularios, form, forms, registar doente, registar paciente, registar utente, em branco, blank
2.5: duplicad*, duplicate*, pesquisar doente, procurar doente
2: ficha, fichas, ao gravar, ao guardar, nao consig* abrir ficha, campo, campos, field, nao aparece
2: nao aparecem, desaparec*, does not appear, doesnt appear, disappear*, prescricao, prescricoes
2: consulta clinica, requisicao, requisicoes, botao, button
1.5: erro, erros, error, errors, mensagem de erro, error message, ecra, screen, submeter, lancar, dispensa
1.5: levantamento, nid, nids
1: da erro, esta a dar erro, deu erro, gives an error, gives error, gravar, save, nao aceita, menu
0.5: guardar
";
