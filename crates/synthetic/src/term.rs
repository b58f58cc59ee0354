//! 执行期限：how long the cases of a synthetic court may still take.

use serde_json::json;

use crate::maker::{Maker, Making, days};
use zhixing_store::StoreError;

impl Maker {
    /// 执行期限, of a case that is still open.
    pub(super) fn term(&mut self, making: &mut Making) -> Result<(), StoreError> {
        let on = making.filed_on;
        let started = json!({
            "type": "started", "deadline": "DL-G1", "name": "执行期限", "from": on,
            "basis": "执行规定(2020)第63条",
        });
        self.add(making, on, "deadline.started", started)?;
        let due_on = days(on, 183)?;
        let moved = json!({
            "type": "moved", "deadline": "DL-G1", "due_on": due_on, "excluded_days": 0,
        });
        self.add(making, on, "deadline.moved", moved)
    }
}
