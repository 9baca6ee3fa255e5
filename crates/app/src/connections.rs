//! Connections: HTTP/1.1 over plain sockets, which is what browsers and proxies speak to this server. An idle one
//! (an event stream, a kept-alive browser) must cost little, and one that never finishes its headers must end.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpListener, sync::oneshot};
use tower::ServiceExt as _;

/// From the first byte, or the end of the last request, to the end of the next request's headers.
const HEADERS_WITHIN: Duration = Duration::from_secs(75);
/// After an error of `accept`, most likely no free file: it helps to wait until others have closed theirs.
const BREATH: Duration = Duration::from_millis(100);

/// Accepts until `stop` is told, then lets requests under way end.
pub async fn serve(listener: TcpListener, router: Router, mut stop: oneshot::Receiver<()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    let open = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stop => break,
        };
        let (socket, from) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        // Small answers and events leave at once.
        let _ = socket.set_nodelay(true);
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(from));
            router.clone().oneshot(request)
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(socket), service));
        tokio::spawn(async move {
            // Whoever goes away in the middle of a request is no news.
            let _ = connection.await;
        });
    }
    drop(listener);
    open.shutdown().await;
}
