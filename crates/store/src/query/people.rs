//! 机构人员：courts, staff, posts.

use zhixing_domain::ground::court::{Court, FundAccount};
use zhixing_domain::ground::id::StaffId;

use crate::db::Conn;
use crate::error::StoreError;
use crate::row::Row;
use crate::value::V;

/// A court and the mode it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourtRow {
    /// The court.
    pub court: Court,
    /// Key of the mode adopted last, or empty.
    pub mode: String,
}

/// One line of the list of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// Person.
    pub staff: StaffId,
    /// 登录账号
    pub account: String,
    /// Name.
    pub name: String,
    /// 部门
    pub department: String,
    /// Codes of the roles.
    pub roles: Vec<String>,
    /// Keys of the teams.
    pub teams: Vec<String>,
    /// Still in the court.
    pub active: bool,
}

/// Who holds a post, or stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldingRow {
    /// Key of the post.
    pub post: String,
    /// True for a stand-in.
    pub stand_in: bool,
    /// Person.
    pub staff: StaffId,
    /// Name.
    pub name: String,
}

fn list(text: &str) -> Vec<String> {
    text.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn account(row: &Row, prefix: &str) -> Result<FundAccount, StoreError> {
    Ok(FundAccount {
        name: row.text(&format!("{prefix}_name"))?,
        bank: row.text(&format!("{prefix}_bank"))?,
        bank_code: row.text(&format!("{prefix}_bank_code"))?,
        account: row.text(&format!("{prefix}_account"))?,
    })
}

impl StaffRow {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            staff: StaffId(row.uuid("staff_id")?),
            account: row.text("account")?,
            name: row.text("name")?,
            department: row.text("department")?,
            roles: list(&row.text("roles")?),
            teams: list(&row.text("teams")?),
            active: row.bool("active")?,
        })
    }
}

impl Conn {
    /// Every court of the deployment, by code.
    pub async fn list_courts(&mut self) -> Result<Vec<CourtRow>, StoreError> {
        let rows = self.all("SELECT * FROM court ORDER BY court_id", &[]).await?;
        let read = |row: &Row| -> Result<CourtRow, StoreError> {
            let court = Court {
                code: row.text("court_id")?,
                name: row.text("name")?,
                title: row.text("title")?,
                parent: row.text("parent")?,
                fund_account: account(row, "fund")?,
                treasury_account: account(row, "treasury")?,
                address: row.text("address")?,
                phone: row.text("phone")?,
            };
            Ok(CourtRow { court, mode: row.text("mode")? })
        };
        rows.iter().map(read).collect()
    }

    /// The staff of a court by department and name; those who left only when asked for.
    pub async fn list_staff(
        &mut self,
        court_id: &str,
        also_left: bool,
    ) -> Result<Vec<StaffRow>, StoreError> {
        let sql = "SELECT * FROM staff WHERE court_id = $1 ORDER BY department, name, staff_id";
        let rows = self.all(sql, &[V::from(court_id)]).await?;
        let staff: Result<Vec<StaffRow>, StoreError> =
            rows.iter().map(StaffRow::from_row).collect();
        Ok(staff?.into_iter().filter(|staff| also_left || staff.active).collect())
    }

    /// Who holds which post, holders before stand-ins.
    pub async fn list_holdings(&mut self, court_id: &str) -> Result<Vec<HoldingRow>, StoreError> {
        let sql = "SELECT h.post, h.part, h.staff_id, s.name FROM post_holding h \
            JOIN staff s ON s.court_id = h.court_id AND s.staff_id = h.staff_id \
            WHERE h.court_id = $1 ORDER BY h.post, h.part, h.place";
        let rows = self.all(sql, &[V::from(court_id)]).await?;
        let read = |row: &Row| -> Result<HoldingRow, StoreError> {
            Ok(HoldingRow {
                post: row.text("post")?,
                stand_in: row.text("part")? == "stand_in",
                staff: StaffId(row.uuid("staff_id")?),
                name: row.text("name")?,
            })
        };
        rows.iter().map(read).collect()
    }
}
