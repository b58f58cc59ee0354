//! 旧流水的升级：step by step, and refused where it cannot be.

use zhixing_domain::ground::upcast::{Upcast, UpcastError, Upcasts};

fn renamed(mut body: serde_json::Value) -> Result<serde_json::Value, String> {
    let object = body.as_object_mut().ok_or("不是对象")?;
    let on = object.remove("day").ok_or("缺少day")?;
    object.insert("on".to_owned(), on);
    Ok(body)
}

fn with_place(mut body: serde_json::Value) -> Result<serde_json::Value, String> {
    body.as_object_mut().ok_or("不是对象")?.insert("place".to_owned(), "窗口".into());
    Ok(body)
}

#[test]
fn an_old_body_is_lifted_step_by_step_and_others_are_left_alone() {
    const STEPS: Upcasts = Upcasts::of(&[
        Upcast { kind: "visit.recorded", from: 2, lift: with_place },
        Upcast { kind: "visit.recorded", from: 1, lift: renamed },
    ]);
    assert_eq!((STEPS.version("visit.recorded"), STEPS.version("node.ended")), (3, 1));
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let now = json(r#"{ "on": "2026-03-02", "place": "窗口" }"#);
    let first = json(r#"{ "day": "2026-03-02" }"#);
    assert_eq!(STEPS.lift("visit.recorded", 1, first).unwrap(), now);
    let second = json(r#"{ "on": "2026-03-02" }"#);
    assert_eq!(STEPS.lift("visit.recorded", 2, second.clone()).unwrap(), now);
    assert_eq!(STEPS.lift("visit.recorded", 3, now.clone()).unwrap(), now);
    let newer = STEPS.lift("visit.recorded", 4, now);
    assert!(matches!(newer, Err(UpcastError::Newer { version: 4, known: 3, .. })));
    for never in [0, -1] {
        let said = STEPS.lift("visit.recorded", never, second.clone()).unwrap_err();
        assert!(matches!(said, UpcastError::Never { version, .. } if version == never));
        assert!(said.to_string().contains("zhixing verify"), "{said}");
    }
    let broken = STEPS.lift("visit.recorded", 1, second).unwrap_err().to_string();
    assert!(broken.contains("缺少day"), "{broken}");
}
