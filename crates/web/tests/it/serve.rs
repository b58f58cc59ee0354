//! Served over TCP: silent connections are closed, and nobody is kept out by those of others.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpSocket, TcpStream},
};
use zhixing_web::Doors;

use crate::court::House;

/// Connects as an address of this machine.
async fn connect(from: &str, to: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::new(from.parse().unwrap(), 0)).unwrap();
    socket.connect(to).await.unwrap()
}

/// The first line of an answer; empty when the connection was closed.
async fn ask(mut stream: TcpStream) -> String {
    let request = "GET /api/openapi.json HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    let mut answer = Vec::new();
    if stream.write_all(request.as_bytes()).await.is_ok() {
        // A connection that is refused is reset or closed.
        let _ = stream.read_to_end(&mut answer).await;
    }
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_connections_are_closed_and_keep_nobody_out() {
    let house = House::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = listener.local_addr().unwrap();
    let silent = Duration::from_millis(1_500);
    let doors = Doors { connections: 8, silent, ..Doors::default() };
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(zhixing_web::serve(house.app.clone(), listener, doors, async {
        // Nobody telling it to stop means the same.
        let _ = stopped.await;
    }));
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(connect("127.0.0.1", to).await);
    }
    let mut slow = connect("127.0.0.3", to).await;
    slow.write_all(b"GET /api/session HTTP/1.1\r\nx: ").await.unwrap();
    assert_eq!(ask(connect("127.0.0.2", to).await).await, "HTTP/1.1 200 OK", "others are served");
    let fifth = connect("127.0.0.1", to).await;
    assert_eq!(ask(fifth).await, "", "that address has its share");
    for mut stream in held {
        let mut nothing = Vec::new();
        assert_eq!(stream.read_to_end(&mut nothing).await.unwrap(), 0, "closed without a word");
    }
    let mut said = Vec::new();
    // Closed with or without an answer that says why.
    let _ = slow.read_to_end(&mut said).await;
    assert_eq!(ask(connect("127.0.0.1", to).await).await, "HTTP/1.1 200 OK", "its places are free");
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
}
