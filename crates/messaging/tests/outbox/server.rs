//! A mail server that takes, puts off or refuses.

use std::sync::{Arc, Mutex};

use anyhow::Result;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Takes,
    Later,
    Never,
}

struct Inside {
    mood: Mood,
    taken: Vec<String>,
}

pub struct MailServer {
    inside: Arc<Mutex<Inside>>,
    port: u16,
}

impl MailServer {
    pub async fn start(mood: Mood) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let inside = Arc::new(Mutex::new(Inside { mood, taken: Vec::new() }));
        let shared = inside.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, shared.clone()));
            }
        });
        Ok(Self { inside, port })
    }
    pub fn smtp(&self) -> Result<messaging::Smtp> {
        Ok(messaging::Smtp::new(&format!("smtp://127.0.0.1:{}", self.port), "crm@maplelane.example")?)
    }
    pub fn be(&self, mood: Mood) {
        self.inside.lock().expect("whole").mood = mood;
    }
    pub fn taken(&self) -> Vec<String> {
        self.inside.lock().expect("whole").taken.clone()
    }
}

async fn talk(mut stream: TcpStream, inside: Arc<Mutex<Inside>>) -> std::io::Result<()> {
    let (reading, mut writing) = stream.split();
    let mut lines = BufReader::new(reading).lines();
    writing.write_all(b"220 test ESMTP\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let mood = inside.lock().expect("whole").mood;
        let answer: &[u8] = match line.get(..4).unwrap_or_default().to_uppercase().as_str() {
            "EHLO" => b"250-test\r\n250 8BITMIME\r\n",
            "RCPT" => match mood {
                Mood::Takes => b"250 ok\r\n",
                Mood::Later => b"451 try again later\r\n",
                Mood::Never => b"550 No such mailbox\r\n",
            },
            "DATA" => {
                writing.write_all(b"354 go on\r\n").await?;
                let mut message = String::new();
                while let Some(line) = lines.next_line().await?.filter(|l| l != ".") {
                    message.push_str(&line);
                    message.push('\n');
                }
                inside.lock().expect("whole").taken.push(message);
                b"250 taken\r\n"
            }
            "QUIT" => {
                writing.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 ok\r\n",
        };
        writing.write_all(answer).await?;
    }
    Ok(())
}
