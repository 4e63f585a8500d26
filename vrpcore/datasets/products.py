"""What a county salt company sells: salt of several kinds, and groceries and household goods beside it."""

from __future__ import annotations

from vrpcore.models.product import Product

STORE_ONLY = "salt-pickling-1kg"
"""A local speciality that the factory brings to the stores directly: the centre has none of it."""

PROCESSING_SACK = "salt-processing-25kg"

PRODUCTS: tuple[Product, ...] = (
    Product(id="salt-iodised-400g", name="加碘食盐 400g×50袋", case_weight_kg=20.0, case_volume_m3=0.02),
    Product(id="salt-sea-350g", name="海藻碘盐 350g×60袋", case_weight_kg=21.0, case_volume_m3=0.022),
    Product(id="salt-low-sodium-250g", name="低钠盐 250g×60袋", case_weight_kg=15.0, case_volume_m3=0.016),
    Product(id=STORE_ONLY, name="泡菜盐 1kg×20袋", case_weight_kg=20.0, case_volume_m3=0.02),
    Product(id=PROCESSING_SACK, name="食品加工盐 25kg袋", case_weight_kg=25.0, case_volume_m3=0.024),
    Product(
        id="salt-industrial-50kg",
        name="工业盐 50kg袋",
        case_weight_kg=50.0,
        case_volume_m3=0.048,
        restricted=True,
    ),
    Product(id="soy-sauce-500ml", name="酱油 500ml×12瓶", case_weight_kg=10.5, case_volume_m3=0.016),
    Product(id="vinegar-500ml", name="陈醋 500ml×12瓶", case_weight_kg=10.2, case_volume_m3=0.016),
    Product(id="oil-5l", name="菜籽油 5L×4桶", case_weight_kg=19.4, case_volume_m3=0.03),
    Product(id="drink-550ml", name="饮料 550ml×24瓶", case_weight_kg=14.2, case_volume_m3=0.025),
    Product(
        id="washing-powder-1500g",
        name="洗衣粉 1.5kg×6袋",
        case_weight_kg=9.4,
        case_volume_m3=0.022,
        cargo_class="light",
    ),
    Product(
        id="chicken-essence-200g",
        name="鸡精 200g×40袋",
        case_weight_kg=8.6,
        case_volume_m3=0.028,
        cargo_class="light",
    ),
    Product(
        id="tissue-10pack",
        name="抽纸 10提",
        case_weight_kg=5.2,
        case_volume_m3=0.06,
        cargo_class="light",
    ),
)

PRODUCT_OF = {product.id: product for product in PRODUCTS}

SHELF: dict[str, int] = {
    "salt-iodised-400g": 26,
    "salt-sea-350g": 12,
    "salt-low-sodium-250g": 8,
    "soy-sauce-500ml": 12,
    "vinegar-500ml": 8,
    "oil-5l": 10,
    "drink-550ml": 8,
    "washing-powder-1500g": 7,
    "chicken-essence-200g": 5,
    "tissue-10pack": 4,
}
"""What shops and supermarkets order, in percent of their order lines."""

KITCHEN: dict[str, int] = {
    "salt-iodised-400g": 25,
    PROCESSING_SACK: 15,
    "soy-sauce-500ml": 18,
    "vinegar-500ml": 10,
    "oil-5l": 22,
    "chicken-essence-200g": 10,
}
"""What canteens and institutions order, in percent of their order lines."""

SECOND_CENTER = frozenset(
    {
        "salt-iodised-400g",
        "salt-sea-350g",
        "salt-low-sodium-250g",
        PROCESSING_SACK,
        "soy-sauce-500ml",
        "vinegar-500ml",
        "oil-5l",
    }
)
"""What a second centre keeps: salt, and the heavy groceries."""

EVERYDAY_SALT = ("salt-iodised-400g", "salt-sea-350g", "salt-low-sodium-250g")
"""Salt that every store keeps, for orders that must not wait."""
