//! 错误的中文：what is wrong and what an administrator can do about it. The original words follow in brackets.

use std::io::ErrorKind;

use sqlx::error::DatabaseError;
use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

use super::{ArchiveFault, NotAllowed, SchemaFault, StoreError};

const UNREACHABLE: &str = "连不上数据库服务器，请检查地址、端口、网络和服务是否启动";
const NOT_UTF8: &str = "数据库的编码不是 UTF8，存不下汉字，请用 CREATE DATABASE 库名 TEMPLATE template0 ENCODING 'UTF8' 另建一个库";
const NO_TABLES: &str = "库中没有本程序的表：这个库还没有用 zhixing serve 启动过，请核对库名";
const NO_ROOM: &str = "磁盘已满，写不进去，请腾出空间再试";

impl StoreError {
    /// One Chinese sentence without a full stop, for the administrator's console.
    pub fn chinese(&self) -> String {
        let said = match self {
            Self::Stale { .. } => "数据刚被别人改动，请重做一次".to_owned(),
            Self::Corrupt { table, column, .. } => format!(
                "数据损坏：表 {table} 的 {column} 列不是本程序写入的内容，请用 zhixing verify 查明范围，必要时从备份恢复"
            ),
            Self::Constraint { .. } => {
                "数据库拒绝了不合约束的数据，请用 zhixing verify 校验".to_owned()
            }
            Self::BadValue(_) => "内容不合格式，不能保存".to_owned(),
            Self::NotAllowed(what) => not_allowed(*what).to_owned(),
            Self::Migration(what) => schema(what).to_owned(),
            Self::InUse(dir) => {
                return format!("数据目录 {dir} 正被另一个进程使用，请先停止它");
            }
            Self::Address(_) => {
                "数据库地址不正确，应为 sqlite:路径 或者 postgres://用户:密码@主机/库名".to_owned()
            }
            Self::Archive(what) => archive(what),
            Self::ClockBehind { now, last } => {
                let (now, last) = (now.local(), last.local());
                return format!(
                    "服务器的时钟为{now}，流水已记到{last}，为免记错日期和案号年度，现在不能记入：请校准时钟；确认时钟现在正确、先前的快了的，用 zhixing clock accept --reason 说明理由后继续"
                );
            }
            Self::Io(error) => file_system(error.kind()).to_owned(),
            Self::Database(_) if self.is_out_of_room() => NO_ROOM.to_owned(),
            Self::Database(error) => database(error).to_owned(),
        };
        match self {
            Self::Io(error) => format!("{said}（{error}）"),
            Self::Database(sqlx::Error::Database(error)) => {
                let code = error.code().unwrap_or_default();
                format!("{said}（{code} {}）", error.message())
            }
            Self::Database(error) => format!("{said}（{error}）"),
            Self::Migration(what) => format!("{said}（{what}）"),
            Self::Archive(what) => format!("{said}（{what}）"),
            Self::Address(what) => format!("{said}（{what}）"),
            other => format!("{said}（{other}）"),
        }
    }
}

fn not_allowed(what: NotAllowed) -> &'static str {
    match what {
        NotAllowed::ReadOnly => "数据库以只读方式打开，不能写入",
        NotAllowed::NotEmpty => "要恢复到的数据库不是空的，请换一个空的目录或者空数据库",
        NotAllowed::SerialsInUse => "这类案号已经编过，不能再改起始号",
        NotAllowed::NotBegun => "现在不能这样做",
        NotAllowed::ClockIsNotBehind => "时钟不比流水慢，不需要确认",
    }
}

fn schema(what: &SchemaFault) -> &'static str {
    match what {
        SchemaFault::None => "库中还没有数据，请核对地址；新的法院先用 zhixing serve 启动",
        SchemaFault::Newer { .. } => "数据库由更新的程序建立，请换用更新的程序",
        SchemaFault::Behind(_) => {
            "数据库还是旧版本的结构，请先用 zhixing backup 备份，再用本程序的 zhixing serve 启动一次完成升级"
        }
        SchemaFault::Other(_) => {
            "数据库的结构与本程序的不同（由另一版本建立，或者被改动过），请换用原来的程序"
        }
        // PostgreSQL's words for a character that the encoding of the database does not have.
        SchemaFault::Failed { message, .. } if message.contains("no equivalent in encoding") => {
            NOT_UTF8
        }
        SchemaFault::Failed { .. } | SchemaFault::Text(_) => {
            "不能把数据库升级到本程序的结构，数据没有改动"
        }
    }
}

fn archive(what: &ArchiveFault) -> String {
    match what {
        ArchiveFault::Anchor(_) => {
            "锚文件的内容不对，每行应为 zhixing anchor export 打印的一个锚，请换保存在库外的原件"
                .to_owned()
        }
        ArchiveFault::Occupied(dir) => format!("备份要写进空目录，{dir} 中已有文件，请换一个"),
        ArchiveFault::Changed(file) => {
            format!("备份不可用：{file} 与备份时不同（损坏或者被改动），请换一份备份")
        }
        ArchiveFault::Missing(file) => {
            format!("备份不可用：缺少 {file}，请核对目录；备份没有做完的不能用来恢复")
        }
        ArchiveFault::Unreadable { file, .. } => {
            format!("备份不可用：{file} 读不了，请检查权限")
        }
        ArchiveFault::Content { file, .. } => {
            format!("备份不可用：{file} 的内容不对，请换一份备份")
        }
        ArchiveFault::OtherProgram(_) => {
            "备份不可用：它来自另一版本的程序，请换用更新的程序恢复".to_owned()
        }
        ArchiveFault::OtherState => {
            "备份不可用：恢复出的状态与备份时不同，没有恢复任何数据，请换一份备份".to_owned()
        }
    }
}

fn file_system(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::PermissionDenied => {
            "没有读写文件的权限，请检查目录的所有者和权限，或者换用有权限的账户运行"
        }
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            "应是目录的地方有一个同名的文件，请换一个目录"
        }
        ErrorKind::IsADirectory => "应是文件的地方有一个同名的目录，请核对路径",
        ErrorKind::NotFound => "没有这个文件或者目录，请核对路径",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => NO_ROOM,
        ErrorKind::ReadOnlyFilesystem => "磁盘以只读方式挂载，写不进去，请重新挂载或者换一个目录",
        _ => "读写文件失败，请检查磁盘和权限",
    }
}

fn database(error: &sqlx::Error) -> &'static str {
    match error {
        sqlx::Error::Database(error) => {
            if let Some(error) = error.try_downcast_ref::<PgDatabaseError>() {
                postgres(error.code())
            } else if let Some(error) = error.try_downcast_ref::<SqliteError>() {
                let code = error.code().and_then(|code| code.parse().ok()).unwrap_or(0);
                sqlite(code, error.message())
            } else {
                "数据库没有办成"
            }
        }
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => UNREACHABLE,
        sqlx::Error::Tls(_) => "不能与数据库服务器建立加密连接，请检查证书和地址中的 sslmode",
        sqlx::Error::Configuration(_) => "数据库地址的参数不对，请核对地址",
        sqlx::Error::Protocol(_) => {
            "数据库服务器的回答读不懂，请核对地址和端口是不是 PostgreSQL 的"
        }
        sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => "数据库已经关闭，请重新启动",
        _ => "数据库中的内容读不出来，请用 zhixing doctor 检查",
    }
}

/// By SQLSTATE.
fn postgres(code: &str) -> &'static str {
    match code {
        "28P01" | "28000" => {
            "数据库不接受这个用户名和密码，请核对地址；也可能是 pg_hba.conf 不许该用户从本机登录"
        }
        "3D000" => "没有这个数据库，请核对库名，或者先以 ENCODING 'UTF8' 建库",
        "42501" => {
            "数据库用户的权限不够，请把这个库交给该用户所有（ALTER DATABASE 库名 OWNER TO 用户）"
        }
        "22P05" | "22021" => NOT_UTF8,
        "42P01" => NO_TABLES,
        "53300" => "数据库服务器的连接数已满，请关掉多余的连接，或者调大 max_connections",
        "53200" => "数据库服务器的内存不足",
        "57P01" | "57P02" | "57P03" => "数据库服务器正在启动或者停止，请稍后再试",
        "25006" => "数据库是只读的（备库，或者设成了只读），不能写入",
        "40001" | "40P01" | "55P03" => "数据库正忙，请稍后再试",
        "XX001" | "XX002" => "数据库文件已损坏，请保留现场，从备份恢复",
        code if code.starts_with("08") => UNREACHABLE,
        _ => "数据库没有办成，请用 zhixing doctor 检查",
    }
}

/// By result code; the low eight bits are the primary one.
fn sqlite(code: i64, message: &str) -> &'static str {
    match code & 0xff {
        1 if message.contains("no such table") => NO_TABLES,
        5 | 6 => "数据库正忙（另一个进程正在写），请稍后再试",
        7 => "内存不足",
        8 => "数据库文件或者它的目录是只读的，请检查所有者和权限，或者换用有权限的账户运行",
        10 => "磁盘读写出错，请检查磁盘和剩余空间",
        11 => "数据库文件已损坏，请保留现场，从备份恢复",
        13 => NO_ROOM,
        14 => "打不开数据库文件，请检查它和所在目录是否存在、有没有读写的权限",
        26 => "这个文件不是数据库，请核对路径",
        _ => "数据库没有办成，请用 zhixing doctor 检查",
    }
}
