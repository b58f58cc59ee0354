use super::*;

#[test]
fn every_kind_of_property_is_described() {
    for kind in AssetKind::ALL {
        let h = kind.handling();
        for text in [h.find, h.control, h.dispose, h.assists, kind.chinese()] {
            assert!(!text.is_empty(), "{kind:?}");
        }
    }
}

#[test]
fn the_class_decides_the_term() {
    assert_eq!(AssetKind::Vehicle.class(), Some(PropertyClass::Movable));
    assert_eq!(AssetKind::Equity.class(), Some(PropertyClass::OtherRight));
    assert_eq!(AssetKind::Income.class(), None);
    let without = AssetKind::ALL.into_iter().filter(|k| k.class().is_none()).count();
    assert_eq!(without, 2);
}
