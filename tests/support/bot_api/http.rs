//! As much of HTTP/1.1 as a client of the Bot API speaks, by hand: so an answer can also be cut, be garbage, or
//! never come.

use std::io;

use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

/// More than any upload of the tests.
const MOST_BYTES: usize = 64 << 20;

/// A request, read whole.
#[derive(Debug)]
pub struct Request {
    pub path: String,
    pub query: String,
    pub content_type: String,
    pub body: Vec<u8>,
}

/// How an answer leaves.
#[derive(Debug)]
pub enum Answer {
    /// All of it; the connection stays.
    Whole(Vec<u8>),
    /// So much of it, and then the connection is closed.
    Cut(Vec<u8>),
    /// Nothing ever comes, and the connection stays open.
    Never,
}

/// The next request of a connection; `None` once the client has closed it.
pub async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Request>> {
    let Some(line) = line(stream).await? else { return Ok(None) };
    let target = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let (mut length, mut chunked, mut content_type) = (0, false, String::new());
    loop {
        let header = line_of_head(stream).await?;
        let Some((name, value)) = header.split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(io::Error::other)?,
            "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
            "content-type" => value.clone_into(&mut content_type),
            _ => {}
        }
    }
    let body = if chunked { chunks(stream).await? } else { exactly(stream, length).await? };
    Ok(Some(Request { path: path.to_owned(), query: query.to_owned(), content_type, body }))
}

async fn line(stream: &mut BufReader<TcpStream>) -> io::Result<Option<String>> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await?;
    Ok((read > 0).then(|| line.trim_end().to_owned()))
}

async fn line_of_head(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    line(stream).await?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

async fn exactly(stream: &mut BufReader<TcpStream>, length: usize) -> io::Result<Vec<u8>> {
    if length > MOST_BYTES {
        return Err(io::Error::other("too much"));
    }
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

async fn chunks(stream: &mut BufReader<TcpStream>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line_of_head(stream).await?;
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default(), 16).map_err(io::Error::other)?;
        body.extend(exactly(stream, size).await?);
        line_of_head(stream).await?;
        if size == 0 {
            return Ok(body);
        }
    }
}

/// An answer with this status and body.
pub fn answer(status: u16, content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status} As Said\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\
         Connection: keep-alive\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// Lets an answer leave; `false` where the connection is over.
pub async fn write(stream: &mut BufReader<TcpStream>, answer: Answer) -> bool {
    match answer {
        Answer::Whole(bytes) => stream.get_mut().write_all(&bytes).await.is_ok(),
        Answer::Cut(bytes) => {
            let _cut = stream.get_mut().write_all(&bytes).await;
            false
        }
        Answer::Never => {
            gone(stream).await;
            false
        }
    }
}

/// Waits until the client has closed the connection.
pub async fn gone(stream: &mut BufReader<TcpStream>) {
    let mut byte = [0];
    loop {
        match stream.read(&mut byte).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
