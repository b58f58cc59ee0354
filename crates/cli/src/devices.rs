//! 本机设备：what the window's own machine is told about its reader, its scanner and the court.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use zhixing_app::clock::SystemClock;
use zhixing_web::devices;

/// 在窗口的电脑上交接读卡器、扫描仪和审判系统读出的内容
#[derive(Args)]
pub(crate) struct Devices {
    /// 法院平台的网址，只有它的页面可以取用，例如 http://192.168.1.10:8080
    #[arg(long, value_name = "网址")]
    court: String,
    /// 读卡器程序存放身份证信息（JSON）的文件夹
    #[arg(long, value_name = "文件夹")]
    cards: Option<PathBuf>,
    /// 扫描仪程序存放扫描件（PDF）的文件夹
    #[arg(long, value_name = "文件夹")]
    scans: Option<PathBuf>,
    /// 审判系统导出卷宗信息（JSON）的文件夹
    #[arg(long, value_name = "文件夹")]
    trials: Option<PathBuf>,
    /// 监听的本机端口
    #[arg(long, value_name = "端口", default_value_t = devices::PORT)]
    port: u16,
}

/// Serves until it is stopped.
///
/// # Errors
/// The court's address is none; the port is taken.
pub(crate) async fn run(devices: Devices) -> anyhow::Result<ExitCode> {
    let Devices { court, cards, scans, trials, port } = devices;
    let devices = devices::Devices { court, cards, scans, trials, port };
    let court = devices.court.clone();
    let ready = |at| println!("本机设备服务已就绪：http://{at}，只向 {court} 的页面交接");
    devices::serve(devices, Box::new(SystemClock), ready).await.map_err(anyhow::Error::msg)?;
    Ok(ExitCode::SUCCESS)
}
