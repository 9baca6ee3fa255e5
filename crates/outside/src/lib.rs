//! Floor 2: one question to somebody else's server over HTTP/1.1: a connection for each, so that nothing is shared between
//! companies, and by default only to addresses in the open internet.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, Request, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use url::Url;

/// Longest time until the connection stands, and for one answer.
const TO_CONNECT: Duration = Duration::from_secs(10);
const TO_ANSWER: Duration = Duration::from_secs(20);
/// Longest answer that is read.
const MOST_BYTES: usize = 1 << 20;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answered {
    pub status: u16,
    pub retry_after_s: Option<i64>,
    pub body: Bytes,
}

/// Why nothing came back.
#[derive(Clone, Debug)]
pub enum Lost {
    /// The address is not one to go to.
    Refused(String),
    /// Nothing has left this machine.
    Unreached(String),
    /// The question may have arrived.
    Unanswered(String),
}

#[derive(Clone, Debug)]
pub struct Question<'a> {
    pub method: &'a str,
    pub url: Url,
    pub account: &'a str,
    pub secret: &'a str,
    /// A form as body, coded.
    pub form: String,
    /// Under which a repetition is known as one, where the other side knows such keys.
    pub idempotency_key: Option<String>,
}

/// Whether an address lies in the open internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(a) => {
            let [first, second, ..] = a.octets();
            let shared = first == 100 && (64..128).contains(&second);
            !(a.is_private()
                || a.is_loopback()
                || a.is_link_local()
                || a.is_unspecified()
                || a.is_broadcast()
                || a.is_multicast()
                || shared
                || first == 0)
        }
        IpAddr::V6(a) => match a.to_ipv4_mapped() {
            Some(mapped) => is_public(IpAddr::V4(mapped)),
            None => {
                let head = a.segments()[0];
                !(a.is_loopback()
                    || a.is_unspecified()
                    || a.is_multicast()
                    || head & 0xfe00 == 0xfc00
                    || head & 0xffc0 == 0xfe80)
            }
        },
    }
}

/// Asks; `anywhere` also goes to addresses inside, and without TLS.
pub async fn ask(question: Question<'_>, anywhere: bool) -> Result<Answered, Lost> {
    let url = question.url.clone();
    let request = request(question).map_err(|e| Lost::Refused(e.to_string()))?;
    reach(&url, request, anywhere).await
}

/// Brings a body with headers of its own; who is called and how much comes stand in them already.
pub async fn bring(url: &Url, headers: HeaderMap, body: Vec<u8>, anywhere: bool) -> Result<Answered, Lost> {
    let made = Request::builder().method("POST").uri(target(url)).header(header::HOST, host(url));
    let mut request = made.body(Full::new(Bytes::from(body))).map_err(|e| Lost::Refused(e.to_string()))?;
    request.headers_mut().extend(headers);
    reach(url, request, anywhere).await
}

async fn reach(url: &Url, request: Request<Full<Bytes>>, anywhere: bool) -> Result<Answered, Lost> {
    let host = url.host_str().unwrap_or_default().to_owned();
    let secure = url.scheme() == "https";
    if !secure && !anywhere {
        return Err(Lost::Refused("The provider's address must begin with https://.".into()));
    }
    let port = url.port_or_known_default().unwrap_or(443);
    let stream = match timeout(TO_CONNECT, connect(&host, port, anywhere)).await {
        Ok(stream) => stream?,
        Err(_) => return Err(Lost::Unreached(format!("{host} does not answer."))),
    };
    let unreached = |e: &dyn std::fmt::Display| Lost::Unreached(format!("{host}: {e}"));
    if !secure {
        return exchange(stream, request).await;
    }
    let name = ServerName::try_from(host.clone()).map_err(|e| unreached(&e))?;
    let shaken = timeout(TO_CONNECT, tls()?.connect(name, stream)).await.map_err(|e| unreached(&e))?;
    exchange(shaken.map_err(|e| unreached(&e))?, request).await
}

async fn connect(host: &str, port: u16, anywhere: bool) -> Result<TcpStream, Lost> {
    let unreached = |e: std::io::Error| Lost::Unreached(format!("{host}: {e}"));
    let bare = host.trim_matches(['[', ']']);
    let found: Vec<SocketAddr> = tokio::net::lookup_host((bare, port)).await.map_err(unreached)?.collect();
    // The very address that was looked at is the one that is gone to.
    let open: Vec<SocketAddr> = found.into_iter().filter(|a| anywhere || is_public(a.ip())).collect();
    if open.is_empty() {
        return Err(Lost::Refused(format!("{host} is no address in the open internet.")));
    }
    TcpStream::connect(open.as_slice()).await.map_err(unreached)
}

fn tls() -> Result<TlsConnector, Lost> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| Lost::Unreached(e.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Answered, Lost>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let lost = |e: &dyn std::fmt::Display| Lost::Unanswered(e.to_string());
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|e| lost(&e))?;
    let driving = tokio::spawn(connection);
    let answer = timeout(TO_ANSWER, async {
        let response = sender.send_request(request).await.map_err(|e| lost(&e))?;
        let status = response.status().as_u16();
        let retry_after = response.headers().get(header::RETRY_AFTER).and_then(|v| v.to_str().ok());
        let retry_after_s = retry_after.and_then(|text| text.trim().parse().ok());
        let body = Limited::new(response.into_body(), MOST_BYTES).collect().await.map_err(|e| lost(&e))?;
        Ok(Answered { status, retry_after_s, body: body.to_bytes() })
    })
    .await;
    driving.abort();
    answer.unwrap_or_else(|_| Err(Lost::Unanswered("No answer came in time.".into())))
}

fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn target(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

fn request(question: Question<'_>) -> http::Result<Request<Full<Bytes>>> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let (host, target) = (host(&question.url), target(&question.url));
    let credentials = STANDARD.encode(format!("{}:{}", question.account, question.secret));
    let mut request = Request::builder();
    if let Some(key) = &question.idempotency_key {
        request = request.header("idempotency-key", key);
    }
    request
        .method(question.method)
        .uri(target)
        .header(header::HOST, host)
        .header(header::AUTHORIZATION, format!("Basic {credentials}"))
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Full::new(Bytes::from(question.form)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_inside_are_not_public() {
        let inside = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.0"];
        for text in inside.into_iter().chain(["::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1"]) {
            assert!(!is_public(text.parse().expect(text)), "{text}");
        }
        assert!(is_public("93.184.216.34".parse().expect("an address")));
        assert!(is_public("2606:2800:220:1::1".parse().expect("an address")));
    }

    #[tokio::test]
    async fn a_companys_provider_cannot_be_this_machine() {
        let question = |url: &str| Question {
            method: "POST",
            url: url.parse().expect("an address"),
            account: "AC1",
            secret: "s",
            form: String::new(),
            idempotency_key: None,
        };
        for url in ["http://provider.example/", "https://127.0.0.1:5432/", "https://localhost/"] {
            assert!(matches!(ask(question(url), false).await, Err(Lost::Refused(_))), "{url}");
            let brought = bring(&url.parse().expect("an address"), HeaderMap::new(), vec![], false).await;
            assert!(matches!(brought, Err(Lost::Refused(_))), "{url}");
        }
    }
}
