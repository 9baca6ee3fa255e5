//! `cnc`: serve · migrate · demo · admin · verify · document.

use anyhow::Result;
use app::{Configuration, Running, running};
use clap::{Parser, Subcommand};

/// A request is many small allocations; the system's allocator took a quarter of the server's time (measured).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(
    name = "cnc",
    version,
    about = "C&C CRM: the operating system of companies that send crews and machines to customers' sites."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the API, the browser apps and the background work.
    Serve {
        #[command(flatten)]
        configuration: Configuration,
        /// Loads the demo companies first, if they are not there.
        #[arg(long)]
        demo: bool,
    },
    /// Applies the missing migrations.
    Migrate {
        #[command(flatten)]
        configuration: Configuration,
    },
    /// Loads the demo companies and prints their sign-ins.
    Demo {
        #[command(flatten)]
        configuration: Configuration,
    },
    /// Makes the first super admin and prints a one-time link.
    Admin {
        #[command(flatten)]
        configuration: Configuration,
        #[arg(long)]
        username: String,
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
    },
    /// Checks an exported audit trail offline: `cnc verify audit FILE --key PUBLIC`.
    Verify {
        #[command(subcommand)]
        what: VerifyWhat,
    },
    /// Prints a generated document: `openapi`, `roles` or `events`.
    Document { what: String },
}

#[derive(Subcommand)]
enum VerifyWhat {
    Audit {
        file: std::path::PathBuf,
        /// The installation's public audit key, hexadecimal.
        #[arg(long)]
        key: String,
    },
}

fn main() -> std::process::ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("CNC_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,app=info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    let arguments = Arguments::parse();
    raise_file_limit();
    let outcome = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime.block_on(run(arguments.command)),
        Err(e) => Err(e.into()),
    };
    match outcome {
        Ok(code) => code,
        Err(e) => {
            eprintln!("cnc: {e:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<std::process::ExitCode> {
    match command {
        Command::Serve { configuration, demo } => {
            let mut running = Running::start(&configuration).await?;
            if demo {
                match app::demo::load(&running.engine, &configuration).await {
                    Ok(sign_ins) => println!("{sign_ins}"),
                    Err(e) => {
                        running.stop().await?;
                        return Err(e);
                    }
                }
            }
            println!("C&C CRM {} listens on {}", app::VERSION, configuration.url());
            running.serve(&configuration, ended()).await?;
        }
        Command::Migrate { configuration } => {
            let (cluster, logins) = running::database(&configuration).await?;
            for name in running::migrate(&logins.owner).await? {
                println!("applied {name}");
            }
            if let Some(cluster) = cluster {
                cluster.stop().await?;
            }
        }
        Command::Demo { configuration } => {
            let mut running = Running::start(&configuration).await?;
            println!("{}", app::demo::load(&running.engine, &configuration).await?);
            running.stop().await?;
        }
        Command::Admin { configuration, username, email, name } => {
            let mut running = Running::start(&configuration).await?;
            println!("{}", app::keys::first_admin(&running.engine, &username, &email, &name).await?);
            running.stop().await?;
        }
        Command::Verify { what: VerifyWhat::Audit { file, key } } => return app::verify::audit(&file, &key),
        Command::Document { what } => print!("{}", app::documents::text(&what)?),
    }
    Ok(std::process::ExitCode::SUCCESS)
}

/// Ctrl-C or a polite kill.
async fn ended() {
    let mut polite = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(_) => return,
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = polite.recv() => {}
    }
}

/// Ten thousand event streams are ten thousand files.
fn raise_file_limit() {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    if let Ok((_, hard)) = getrlimit(Resource::RLIMIT_NOFILE) {
        let _ = setrlimit(Resource::RLIMIT_NOFILE, hard, hard);
    }
}
